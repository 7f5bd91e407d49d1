-- Who is known, those mentioned first. $pattern: part of a name or id, or ''.
SELECT entities.entity_id, entities.kind, entities.name, count(DISTINCT mentions.article_id) AS articles
FROM entities
LEFT JOIN mentions USING (entity_id)
WHERE $pattern = ''
    OR contains(entities.entity_id, $pattern)
    OR EXISTS (SELECT 1 FROM names WHERE names.entity_id = entities.entity_id AND contains(fold(names.name), fold($pattern)))
GROUP BY ALL
ORDER BY articles DESC, entities.entity_id
LIMIT $limit;
