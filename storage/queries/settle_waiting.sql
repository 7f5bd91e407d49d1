-- Named items that failed before and wait for their next try: still undecided. $run_id, $now.
INSERT INTO outcomes
SELECT named.run_id, named.source, items.url, items.key, 'failed', items.reason, 'waits for its next try'
FROM named
JOIN items USING (key)
WHERE named.run_id = $run_id AND items.state = 'failed' AND NOT is_due(items.state, items.next_try_at, $now::TIMESTAMPTZ);
