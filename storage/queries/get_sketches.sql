-- What is needed to match stored articles anew. $ids.
SELECT article_id, terms FROM sketches WHERE list_contains($ids, article_id);
