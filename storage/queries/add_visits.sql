-- Every request. $rows.
INSERT INTO visits BY NAME
SELECT row.* FROM (
    SELECT unnest(from_json($rows, '[{
        "run_id": "VARCHAR", "source": "VARCHAR", "url": "VARCHAR", "at_time": "TIMESTAMPTZ", "outcome": "VARCHAR", "reason": "VARCHAR",
        "detail": "VARCHAR", "status": "INTEGER", "bytes": "BIGINT", "seconds": "DOUBLE"
    }]')) AS row
);
