-- A stored article that has to do with this run, and all who named it. Returns the pairs that are new. $run_id, $now.
INSERT INTO sightings
SELECT DISTINCT items.article_id, namings.source, $now::TIMESTAMPTZ
FROM namings
JOIN items USING (key)
WHERE items.article_id IS NOT NULL AND items.key IN (SELECT named.key FROM named WHERE named.run_id = $run_id)
ON CONFLICT DO NOTHING
RETURNING article_id, source;
