-- Stories that the rules have seen a matched article of before a rule's window. $since.
SELECT DISTINCT articles.story_id, matches.watch
FROM articles
JOIN matches USING (article_id)
WHERE articles.first_seen_at <= $since::TIMESTAMPTZ AND articles.article_id NOT IN (SELECT article_id FROM unevaluated);
