-- Articles of the last days against as many before. $days, $watch (NULL: all).
WITH newest AS (SELECT max(day) AS day FROM article_days),
counted AS (
    SELECT
        entity_id,
        any_value(entity) AS entity,
        count(DISTINCT article_id) FILTER (day > newest_day - $days) AS now,
        count(DISTINCT article_id) FILTER (day <= newest_day - $days) AS before
    FROM (
        SELECT mention_history.*, newest.day AS newest_day
        FROM mention_history, newest
        WHERE mention_history.day > newest.day - 2 * $days AND ($watch IS NULL OR watch = $watch)
    )
    GROUP BY entity_id
)
SELECT entity_id, entity, before, now, CASE WHEN before = 0 THEN 'new' WHEN now > before THEN 'rises' WHEN now < before THEN 'falls' ELSE 'steady' END AS trend
FROM counted
ORDER BY abs(now - before) DESC, now DESC, entity_id
LIMIT 25;
