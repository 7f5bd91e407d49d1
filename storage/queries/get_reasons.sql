-- Why items of a run did not become articles. $run_id.
SELECT source, reason, count(*) FROM outcomes
WHERE run_id = $run_id AND outcome IN ('skipped', 'failed')
GROUP BY source, reason
ORDER BY source, reason;
