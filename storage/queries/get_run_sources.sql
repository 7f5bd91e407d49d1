-- One run by source. $run_id.
SELECT source, outcome, reason, found, new_articles, known, skipped, failed
FROM run_sources
WHERE run_id = $run_id
ORDER BY source;
