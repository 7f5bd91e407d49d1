-- Why items of the last run and week did not become articles.
SELECT outcomes.source, outcomes.outcome, outcomes.reason, count(*) AS items
FROM outcomes
JOIN runs USING (run_id)
WHERE outcomes.outcome IN ('skipped', 'failed') AND runs.started_at > (SELECT max(started_at) FROM runs) - INTERVAL 7 DAYS
GROUP BY ALL
ORDER BY items DESC, outcomes.source, outcomes.reason
LIMIT 40;
