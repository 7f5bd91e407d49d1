-- How many matched articles mentioned each entity within the days before a window. $since: where the window begins, $days, $watch (null: all).
SELECT
    mentions.entity_id,
    count(DISTINCT articles.article_id)::INTEGER AS articles
FROM articles
JOIN matches USING (article_id)
JOIN mentions ON mentions.article_id = articles.article_id AND mentions.version = articles.version
WHERE articles.first_seen_at > $since::TIMESTAMPTZ - to_days($days)
    AND articles.first_seen_at <= $since::TIMESTAMPTZ
    AND matches.watch = coalesce($watch::VARCHAR, matches.watch)
GROUP BY mentions.entity_id;
