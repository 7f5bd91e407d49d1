-- Who is known; a name that changed in the configuration is shown as it is now. $rows: entity_id, kind, name.
INSERT OR REPLACE INTO entities BY NAME
SELECT row.* FROM (SELECT unnest(from_json($rows, '[{"entity_id": "VARCHAR", "kind": "VARCHAR", "name": "VARCHAR"}]')) AS row);
