-- Articles that are taken back. $ids. Returns their stories.
DELETE FROM articles WHERE list_contains($ids, article_id) RETURNING story_id;
