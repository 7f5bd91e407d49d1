-- Mentions by day, counted back from the newest day. $ids, $days, $watch (NULL: all).
SELECT entity_id, any_value(entity) AS entity, day, count(DISTINCT (article_id, field, start_char)) AS mentions,
    count(DISTINCT article_id) AS articles, count(DISTINCT story_id) AS stories, count(DISTINCT outlet) AS outlets
FROM mention_history
WHERE list_contains($ids, entity_id)
    AND day > (SELECT max(day) FROM article_days) - $days
    AND ($watch IS NULL OR watch = $watch)
GROUP BY entity_id, day
ORDER BY entity_id, day;
