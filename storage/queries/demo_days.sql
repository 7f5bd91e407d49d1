-- Articles a day that mention an entity. $id.
SELECT day, articles, stories, outlets FROM daily_mentions WHERE entity_id = $id ORDER BY day;
