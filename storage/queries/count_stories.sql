-- Stories of a batch counted anew; the title is that of the first article seen. $ids: story ids.
INSERT OR REPLACE INTO stories
SELECT
    story_id,
    arg_min(title, (first_seen_at, coalesce(published_at, first_seen_at), article_id)),
    min(first_seen_at),
    count(*),
    count(DISTINCT outlet)
FROM articles
WHERE list_contains($ids, story_id)
GROUP BY story_id;
