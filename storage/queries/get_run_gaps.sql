-- Items that may be missing, by source, as a run found. $run_id.
SELECT source, missing FROM gaps WHERE run_id = $run_id;
