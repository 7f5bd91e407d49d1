-- What is remembered of these sources. $sources.
SELECT source, url, feed_url, kind, looked_at, moved_to, visited_at, rate, "window", failures, next_visit_at, not_before
FROM source_states
WHERE list_contains($sources, source);
