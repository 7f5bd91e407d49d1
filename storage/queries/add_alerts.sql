-- What the rules found; an alert that stands already is not written again. $rows.
INSERT INTO alerts BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "alert_id": "VARCHAR", "rule": "VARCHAR", "watch": "VARCHAR", "raised_at": "TIMESTAMPTZ", "title": "VARCHAR", "evidence": "JSON",
        "run_id": "VARCHAR"
    }]')) AS row
)
ON CONFLICT DO NOTHING
RETURNING alert_id;
