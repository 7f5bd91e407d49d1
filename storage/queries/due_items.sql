-- What to fetch in this run: what one of its sources named, oldest first. $now, $sources.
SELECT key, url, source, state, tries, article_id, refetches, least(first_failed_at, $now::TIMESTAMPTZ), entry
FROM items
WHERE is_due(state, next_try_at, $now::TIMESTAMPTZ)
    AND key IN (SELECT namings.key FROM namings WHERE namings.source IN (SELECT unnest($sources)))
ORDER BY first_seen_at, key;
