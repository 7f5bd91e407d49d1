-- Matched articles of the longest window that ends now or when an article was put before the rules, still to be told or asked for,
-- with whom they mention. $now, $seconds, $ids: those asked for.
WITH wanted AS (
    SELECT article_id
    FROM articles
    WHERE first_seen_at > least(
            $now::TIMESTAMPTZ,
            (SELECT min(since) FROM unevaluated)
        ) - to_seconds($seconds)
        OR article_id IN (SELECT article_id FROM unevaluated)
        OR article_id IN (SELECT article_id FROM undigested)
        OR list_contains($ids::VARCHAR[], article_id)
),
matched AS (
    SELECT article_id, list(watch ORDER BY watch) AS watches, max(score) AS score, max_by(reasons, score) AS reasons
    FROM matches
    WHERE article_id IN (SELECT article_id FROM wanted)
    GROUP BY article_id
),
mentioned AS (
    SELECT
        mentions.article_id,
        mentions.entity_id,
        count(*) AS mentions,
        arg_min(
            CASE WHEN mentions.field = 'title' THEN articles.title
            ELSE substring(articles.text, mentions.sentence_start + 1, least(mentions.sentence_end - mentions.sentence_start, 600)) END,
            (mentions.field, mentions.start_char)
        ) AS sentence
    FROM mentions
    JOIN articles USING (article_id, version)
    WHERE article_id IN (SELECT article_id FROM matched)
    GROUP BY ALL
)
SELECT
    articles.article_id, articles.title, articles.url, articles.outlet, articles.source, articles.language,
    coalesce(
        articles.published_day,
        (articles.first_seen_at AT TIME ZONE (SELECT value FROM settings WHERE key = 'timezone'))::DATE
    ) AS day,
    articles.first_seen_at, articles.story_id, articles.copy_of IS NOT NULL AS is_copy,
    matched.watches, matched.score, matched.reasons,
    (SELECT map(list(entity_id ORDER BY entity_id), list(mentions ORDER BY entity_id)) FROM mentioned WHERE mentioned.article_id = articles.article_id),
    (SELECT map(list(entity_id ORDER BY entity_id), list(sentence ORDER BY entity_id)) FROM mentioned WHERE mentioned.article_id = articles.article_id)
FROM articles
JOIN matched USING (article_id)
ORDER BY articles.first_seen_at, articles.published_at, articles.article_id;
