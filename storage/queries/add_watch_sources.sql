-- Which sources a watch looks at. $rows: watch, source.
INSERT INTO watch_sources BY NAME
SELECT row.* FROM (SELECT unnest(from_json($rows, '[{"watch": "VARCHAR", "source": "VARCHAR"}]')) AS row);
