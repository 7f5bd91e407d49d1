-- Named items that were decided earlier and are not due: known. $run_id, $now.
INSERT INTO outcomes
SELECT named.run_id, named.source, items.url, items.key, 'known', '', ''
FROM named
JOIN items USING (key)
WHERE named.run_id = $run_id
    AND items.state IN ('stored', 'skipped')
    AND NOT is_due(items.state, items.next_try_at, $now::TIMESTAMPTZ);
