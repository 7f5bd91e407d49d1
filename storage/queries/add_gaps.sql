-- Visits whose window showed nothing seen before. $rows: run_id, source, from_time, to_time, missing.
INSERT OR REPLACE INTO gaps BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "run_id": "VARCHAR", "source": "VARCHAR", "from_time": "TIMESTAMPTZ", "to_time": "TIMESTAMPTZ", "missing": "INTEGER"
    }]')) AS row
);
