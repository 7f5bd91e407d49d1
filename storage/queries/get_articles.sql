-- What is stored under these ids. $ids.
SELECT article_id, title, text, text_from, version, copy_of, story_id, first_seen_at
FROM articles
WHERE list_contains($ids, article_id);
