-- How an entity is written, by outlets. $id.
SELECT surface, form, count(*) AS mentions, count(DISTINCT outlet) AS outlets
FROM mention_history WHERE entity_id = $id AND form = 'name' GROUP BY ALL ORDER BY mentions DESC, surface;
