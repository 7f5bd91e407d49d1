-- A stored article was named by a source. Returns the pairs that are new. $run_id, $now.
INSERT INTO sightings
SELECT DISTINCT items.article_id, named.source, $now::TIMESTAMPTZ
FROM named
JOIN items USING (key)
WHERE named.run_id = $run_id AND items.article_id IS NOT NULL
ON CONFLICT DO NOTHING
RETURNING article_id, source;
