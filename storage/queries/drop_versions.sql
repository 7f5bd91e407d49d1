-- With articles that are taken back. $ids.
DELETE FROM versions WHERE list_contains($ids, article_id);
