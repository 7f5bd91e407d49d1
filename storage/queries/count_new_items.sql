-- How many items each source named that nobody had named before this run. $run_id, $now.
SELECT named.source, count(*)
FROM named
JOIN items USING (key)
WHERE named.run_id = $run_id AND items.first_seen_at = $now::TIMESTAMPTZ
GROUP BY named.source;
