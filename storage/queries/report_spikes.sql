-- Days that stand out, newest first.
SELECT day, entity_id, entity, articles, expected, score FROM spikes ORDER BY day DESC, score DESC LIMIT 20;
