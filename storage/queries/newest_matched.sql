-- The newest article that fits a watch and mentions an entity, none of the future. $watch, $entity (each null: any), $now.
SELECT articles.article_id
FROM articles
JOIN matches USING (article_id)
WHERE articles.first_seen_at <= $now::TIMESTAMPTZ
    AND matches.watch = coalesce($watch::VARCHAR, matches.watch)
    AND (
        $entity::VARCHAR IS NULL
        OR EXISTS (
            SELECT 1 FROM mentions
            WHERE mentions.article_id = articles.article_id AND mentions.version = articles.version AND mentions.entity_id = $entity
        )
    )
ORDER BY articles.first_seen_at DESC, articles.article_id
LIMIT 1;
