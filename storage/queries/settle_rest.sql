-- Items of a run that nothing decided wait for the next one. $run_id, $reason.
INSERT INTO outcomes
SELECT named.run_id, named.source, items.url, items.key, 'failed', $reason, ''
FROM named
JOIN items USING (key)
WHERE named.run_id = $run_id
    AND NOT EXISTS (
        SELECT 1 FROM outcomes
        WHERE outcomes.run_id = named.run_id AND outcomes.source = named.source AND outcomes.key = named.key
    );
