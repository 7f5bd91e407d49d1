-- How items of a run ended whose articles are taken back. $ids: article ids, $run_id, $reason, $detail.
UPDATE outcomes
SET outcome = 'skipped', reason = $reason, detail = $detail
FROM items
WHERE items.key = outcomes.key AND list_contains($ids, items.article_id) AND outcomes.run_id = $run_id AND outcomes.outcome IN ('new', 'known');
