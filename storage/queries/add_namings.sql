-- Who named what is remembered beyond the run. $run_id.
INSERT INTO namings
SELECT DISTINCT key, source FROM named WHERE run_id = $run_id
ON CONFLICT DO NOTHING;
