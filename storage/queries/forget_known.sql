-- Known items are counted by now; only what people ask about is kept. $run_id.
DELETE FROM outcomes WHERE run_id = $run_id AND outcome IN ('known', 'new');
