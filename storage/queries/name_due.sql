-- Items due for a try count even when nobody names them now: for the source that named them first, or where that is not
-- of this run, for another that named them once. $run_id, $now, $sources.
INSERT INTO named
WITH due AS (
    SELECT
        items.key,
        bool_or(namings.source = items.source) AS by_first,
        CASE WHEN bool_or(namings.source = items.source) THEN items.source ELSE min(namings.source) END AS source
    FROM items
    JOIN namings USING (key)
    WHERE is_due(items.state, items.next_try_at, $now::TIMESTAMPTZ)
        AND namings.source IN (SELECT unnest($sources))
    GROUP BY items.key, items.source
)
SELECT $run_id, due.source, due.key
FROM due
WHERE NOT EXISTS (
    SELECT 1 FROM named
    WHERE named.run_id = $run_id AND named.key = due.key AND (named.source = due.source OR NOT due.by_first)
);
