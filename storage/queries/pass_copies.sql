-- Copies of articles that are taken back: the first of each article's becomes the original of the others. $ids.
UPDATE articles
SET copy_of = nullif(heirs.heir, articles.article_id)
FROM (
    SELECT copy_of AS gone, arg_min(article_id, (first_seen_at, coalesce(published_at, first_seen_at), article_id)) AS heir
    FROM articles
    WHERE list_contains($ids, copy_of) AND NOT list_contains($ids, article_id)
    GROUP BY copy_of
) AS heirs
WHERE articles.copy_of = heirs.gone;
