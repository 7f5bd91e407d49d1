-- Most mentioned, with the ways they are written.
SELECT
    entity_id, any_value(entity) AS entity, any_value(kind) AS kind,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT (article_id, field, start_char)) AS mentions,
    count(DISTINCT outlet) AS outlets,
    list_slice(list(DISTINCT surface ORDER BY surface) FILTER (form = 'name'), 1, 8) AS surfaces
FROM mention_history
GROUP BY entity_id
ORDER BY articles DESC, mentions DESC, entity_id
LIMIT 20;
