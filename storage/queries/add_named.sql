-- Which source named what in this run. $rows: run_id, source, key.
INSERT INTO named BY NAME
SELECT DISTINCT row.*
FROM (SELECT unnest(from_json($rows, '[{"run_id": "VARCHAR", "source": "VARCHAR", "key": "VARCHAR"}]')) AS row);
