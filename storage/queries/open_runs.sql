-- Runs that were killed before their close.
SELECT run_id, min(at_time) AS started_at
FROM visits
WHERE run_id NOT IN (SELECT run_id FROM runs)
GROUP BY run_id
ORDER BY started_at;
