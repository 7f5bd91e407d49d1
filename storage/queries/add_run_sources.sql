-- How each source itself answered; the counts follow at the close. $rows: run_id, source, outcome, reason.
INSERT INTO run_sources
SELECT row.run_id, row.source, row.outcome, row.reason, 0, 0, 0, 0, 0
FROM (
    SELECT unnest(from_json($rows, '[{"run_id": "VARCHAR", "source": "VARCHAR", "outcome": "VARCHAR", "reason": "VARCHAR"}]')) AS row
);
