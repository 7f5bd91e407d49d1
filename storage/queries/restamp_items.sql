-- Decided items whose entry changed in the feed that named them first are due again now; a skipped one begins anew.
-- $rows: as add_items; $now.
UPDATE items
SET stamp = fresh.stamp, entry = fresh.entry, next_try_at = $now::TIMESTAMPTZ,
    state = CASE items.state WHEN 'skipped' THEN 'queued' ELSE items.state END,
    tries = CASE items.state WHEN 'skipped' THEN 0 ELSE items.tries END,
    first_failed_at = CASE items.state WHEN 'skipped' THEN NULL ELSE items.first_failed_at END
FROM (
    SELECT row.*
    FROM (
        SELECT unnest(from_json($rows, '[{
            "key": "VARCHAR", "url": "VARCHAR", "source": "VARCHAR", "stamp": "VARCHAR", "entry": "JSON", "first_seen_at": "TIMESTAMPTZ"
        }]')) AS row
    )
) AS fresh
WHERE items.key = fresh.key AND items.source = fresh.source AND items.state IN ('stored', 'skipped') AND items.stamp <> fresh.stamp;
