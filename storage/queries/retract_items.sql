-- Items whose articles are taken back are decided. $ids: article ids, $reason.
UPDATE items
SET state = 'skipped', reason = $reason, article_id = NULL, next_try_at = NULL
WHERE list_contains($ids, article_id);
