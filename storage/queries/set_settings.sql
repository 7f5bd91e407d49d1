-- Facts of the configuration that the views need. $rows: key, value.
INSERT OR REPLACE INTO settings BY NAME
SELECT row.* FROM (SELECT unnest(from_json($rows, '[{"key": "VARCHAR", "value": "VARCHAR"}]')) AS row);
