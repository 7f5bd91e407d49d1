-- Those of these articles that nobody was told of. $ids.
DELETE FROM recent_texts WHERE list_contains($ids, article_id) AND NOT is_told RETURNING article_id;
