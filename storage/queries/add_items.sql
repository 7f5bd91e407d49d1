-- URLs nobody named before. $rows: key, url, source, stamp, guid, entry, first_seen_at.
INSERT INTO items BY NAME
SELECT row.*, 'queued' AS state
FROM (
    SELECT unnest(from_json($rows, '[{
        "key": "VARCHAR", "url": "VARCHAR", "source": "VARCHAR", "stamp": "VARCHAR", "guid": "VARCHAR", "entry": "JSON", "first_seen_at": "TIMESTAMPTZ"
    }]')) AS row
)
ON CONFLICT DO NOTHING;
