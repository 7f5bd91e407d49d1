-- Items with an address that a source names at a new one, under the id and headline by which it named them before. $rows: source, guid, title, key.
SELECT row.key, row.source, items.key, items.stamp
FROM (SELECT unnest(from_json($rows, '[{"source": "VARCHAR", "guid": "VARCHAR", "title": "VARCHAR", "key": "VARCHAR"}]')) AS row)
JOIN items ON items.source = row.source AND items.guid = row.guid AND (items.entry ->> 'title') = row.title
WHERE items.url <> '' AND NOT EXISTS (SELECT 1 FROM items AS same WHERE same.key = row.key)
QUALIFY row_number() OVER (PARTITION BY row.source, row.key ORDER BY items.first_seen_at, items.key) = 1;
