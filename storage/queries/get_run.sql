-- One run's totals. $run_id.
SELECT state, "similar", copies, mentions, alerts FROM runs WHERE run_id = $run_id;
