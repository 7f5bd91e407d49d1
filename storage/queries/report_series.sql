-- Articles a day of those most mentioned, zeros filled, persons and organisations before places.
WITH foremost AS (
    SELECT entity_id, any_value(entity) AS entity, count(DISTINCT article_id) AS articles, bool_or(kind IN ('person', 'organisation')) AS acts
    FROM mention_history
    GROUP BY entity_id
    ORDER BY acts DESC, articles DESC, entity_id
    LIMIT 4
),
days AS (
    SELECT unnest(generate_series(
        greatest((SELECT min(day) FROM mention_history), (SELECT max(day) FROM mention_history) - 60)::TIMESTAMP,
        (SELECT max(day) FROM mention_history)::TIMESTAMP,
        INTERVAL 1 DAY
    ))::DATE AS day
)
SELECT foremost.entity_id, foremost.entity, days.day, count(DISTINCT mention_history.article_id) AS articles
FROM foremost
CROSS JOIN days
LEFT JOIN mention_history ON mention_history.entity_id = foremost.entity_id AND mention_history.day = days.day
GROUP BY foremost.entity_id, foremost.entity, foremost.articles, days.day
ORDER BY foremost.articles DESC, foremost.entity, days.day;
