-- Before the matches of a changed text are written anew. $ids.
DELETE FROM matches WHERE list_contains($ids, article_id) RETURNING watch, article_id;
