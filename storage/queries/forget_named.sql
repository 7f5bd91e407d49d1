-- Which source named what is counted by now. $run_id.
DELETE FROM named WHERE run_id = $run_id;
