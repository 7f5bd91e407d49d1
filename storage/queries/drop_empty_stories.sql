-- Stories that nothing tells any more. $ids: story ids.
DELETE FROM stories WHERE list_contains($ids, story_id) AND story_id NOT IN (SELECT story_id FROM articles);
