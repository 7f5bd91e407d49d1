-- Stored items whose entry changed in the feed that named them first are due again now. $rows: as add_items; $now.
UPDATE items
SET stamp = fresh.stamp, entry = fresh.entry, next_try_at = $now::TIMESTAMPTZ
FROM (
    SELECT row.*
    FROM (
        SELECT unnest(from_json($rows, '[{
            "key": "VARCHAR", "url": "VARCHAR", "source": "VARCHAR", "stamp": "VARCHAR", "entry": "JSON", "first_seen_at": "TIMESTAMPTZ"
        }]')) AS row
    )
) AS fresh
WHERE items.key = fresh.key AND items.source = fresh.source AND items.state = 'stored' AND items.stamp <> fresh.stamp;
