-- What to fetch in this run, oldest first. $now, $sources.
SELECT key, url, source, state, tries, article_id, refetches, first_failed_at, entry
FROM items
WHERE (state = 'queued' OR (state IN ('failed', 'stored') AND next_try_at <= $now::TIMESTAMPTZ))
    AND list_contains($sources, source)
ORDER BY first_seen_at, key;
