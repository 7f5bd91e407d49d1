-- Stories with a matched article, most told first.
SELECT
    stories.story_id, stories.title, stories.first_seen_at, stories.articles,
    count(*) FILTER (articles.copy_of IS NOT NULL) AS copies,
    string_agg(DISTINCT articles.outlet, ' · ' ORDER BY articles.outlet) AS outlet_names,
    arg_min(articles.url, (articles.first_seen_at, articles.published_at, articles.article_id)) AS url
FROM stories
JOIN articles USING (story_id)
WHERE story_id IN (SELECT story_id FROM articles JOIN matches USING (article_id))
GROUP BY ALL
ORDER BY stories.articles DESC, stories.first_seen_at DESC, stories.story_id
LIMIT 25;
