-- With articles that are taken back. $ids.
DELETE FROM sketches WHERE list_contains($ids, article_id);
