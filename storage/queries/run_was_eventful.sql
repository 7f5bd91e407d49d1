-- Did the run leave anything that people can see? $run_id.
SELECT EXISTS (SELECT 1 FROM outcomes WHERE run_id = $run_id AND outcome <> 'known');
