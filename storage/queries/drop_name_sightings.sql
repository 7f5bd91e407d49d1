-- With articles that are taken back. $ids.
DELETE FROM name_sightings WHERE list_contains($ids, article_id);
