-- Stories that had a matched article before the unevaluated ones came.
SELECT DISTINCT articles.story_id, matches.watch
FROM articles
JOIN matches USING (article_id)
WHERE articles.article_id NOT IN (SELECT article_id FROM unevaluated);
