-- The entities an id or a name means. $wanted.
SELECT DISTINCT entities.entity_id
FROM entities
LEFT JOIN names USING (entity_id)
WHERE entities.entity_id = $wanted OR fold(names.name) = fold($wanted)
ORDER BY ALL;
