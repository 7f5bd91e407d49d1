-- Items due for a try count even when nobody names them now: for the source that named them first, or where that is not
-- of this run, for another that named them once. $run_id, $now, $sources.
INSERT INTO named
WITH waiting AS MATERIALIZED (
    SELECT key, source FROM items WHERE is_due(state, next_try_at, $now::TIMESTAMPTZ)
),
due AS (
    SELECT
        waiting.key,
        bool_or(namings.source = waiting.source) AS by_first,
        CASE WHEN bool_or(namings.source = waiting.source) THEN waiting.source ELSE min(namings.source) END AS source
    FROM waiting
    JOIN namings ON namings.key = waiting.key
    WHERE namings.source IN (SELECT unnest($sources))
    GROUP BY waiting.key, waiting.source
)
SELECT $run_id, due.source, due.key
FROM due
WHERE NOT EXISTS (
    SELECT 1 FROM named
    WHERE named.run_id = $run_id AND named.key = due.key AND (named.source = due.source OR NOT due.by_first)
);
