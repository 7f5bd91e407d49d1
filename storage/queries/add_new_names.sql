-- Names found in a batch's articles; what is decided already stays. $rows: name_id, name, kind, seen_at.
INSERT INTO new_names
SELECT row.name_id, first(row.name), first(row.kind), 'candidate', '', min(row.seen_at), max(row.seen_at), NULL
FROM (SELECT unnest(from_json($rows, '[{"name_id": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "seen_at": "TIMESTAMPTZ"}]')) AS row)
GROUP BY row.name_id
ON CONFLICT DO UPDATE SET last_seen_at = greatest(new_names.last_seen_at, excluded.last_seen_at);
