-- With articles that are taken back. $ids.
DELETE FROM unevaluated WHERE list_contains($ids, article_id);
