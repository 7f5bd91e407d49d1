-- How each source answered in the run before. $run_id.
SELECT source, outcome, reason FROM run_sources
WHERE run_id = (SELECT max_by(run_id, started_at) FROM runs WHERE run_id <> $run_id);
