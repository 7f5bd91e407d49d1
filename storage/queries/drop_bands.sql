-- Before the bands of a changed text are written anew. $ids.
DELETE FROM bands WHERE list_contains($ids, article_id);
