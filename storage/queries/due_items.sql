-- What to fetch in this run: what one of its sources named, oldest first. $now, $sources.
WITH due AS MATERIALIZED (
    SELECT key, url, source, state, tries, article_id, refetches, first_failed_at, first_seen_at, entry
    FROM items
    WHERE is_due(state, next_try_at, $now::TIMESTAMPTZ)
)
SELECT key, url, source, state, tries, article_id, refetches, least(first_failed_at, $now::TIMESTAMPTZ), entry
FROM due
WHERE key IN (SELECT namings.key FROM namings JOIN due ON due.key = namings.key WHERE namings.source IN (SELECT unnest($sources)))
ORDER BY first_seen_at, key;
