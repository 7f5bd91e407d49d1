-- With articles that are taken back. $ids.
DELETE FROM sightings WHERE list_contains($ids, article_id);
