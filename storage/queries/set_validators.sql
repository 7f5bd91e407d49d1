-- Kept in the transaction that queues the items they vouch for. $rows: source, url, etag, last_modified, stored_at.
INSERT OR REPLACE INTO validators BY NAME
SELECT row.* FROM (
    SELECT unnest(from_json($rows, '[{
        "source": "VARCHAR", "url": "VARCHAR", "etag": "VARCHAR", "last_modified": "VARCHAR", "stored_at": "TIMESTAMPTZ"
    }]')) AS row
);
