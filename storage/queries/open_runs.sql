-- Runs that were killed before their close, and when they began: a run that asked nobody says so in its id alone.
SELECT
    run_id, coalesce(min(at_time), try_strptime(left(run_id, 15), '%Y%m%dT%H%M%S') AT TIME ZONE 'UTC') AS started_at
FROM (
    SELECT run_id, at_time FROM visits
    UNION ALL
    SELECT run_id, NULL FROM run_sources
)
WHERE run_id NOT IN (SELECT run_id FROM runs)
GROUP BY run_id
ORDER BY started_at, run_id;
