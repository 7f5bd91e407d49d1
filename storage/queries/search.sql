-- Articles with every word in title or text, letters folded; newest first. $words, $limit.
SELECT articles.article_id, article_days.day, articles.outlet, articles.title, articles.url, articles.copy_of
FROM articles
JOIN article_days USING (article_id)
WHERE len(list_filter($words, lambda word: NOT contains(fold(articles.title || ' ' || articles.text), fold(word)))) = 0
ORDER BY article_days.day DESC, articles.first_seen_at DESC, articles.article_id
LIMIT $limit;
