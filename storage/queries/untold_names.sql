-- New names that enough outlets have within a window, copies not counted, that were seen since the last whole run and that a
-- rule has not told, each with its articles. $rule, $outlets, $since, $now, $watch (null: all), $entities (empty: all), $listed.
WITH fresh AS (
    SELECT name_id, name
    FROM new_names
    WHERE state = 'candidate'
        AND last_seen_at > coalesce(
            (SELECT max(started_at) FROM runs WHERE state <> 'interrupted' AND started_at < $now::TIMESTAMPTZ),
            '-infinity'::TIMESTAMPTZ
        )
        AND NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.rule = $rule AND (alerts.evidence ->> 'name_id') = new_names.name_id)
),
sighted AS (
    SELECT
        fresh.name_id, fresh.name, name_sightings.kind, name_sightings.sentence,
        articles.article_id, articles.title, articles.url, articles.outlet, articles.language, articles.story_id, articles.first_seen_at,
        coalesce(
            articles.published_day,
            (articles.first_seen_at AT TIME ZONE (SELECT value FROM settings WHERE key = 'timezone'))::DATE
        ) AS day,
        (
            SELECT max(score) FROM matches
            WHERE matches.article_id = articles.article_id AND matches.watch = coalesce($watch::VARCHAR, matches.watch)
        ) AS score
    FROM fresh
    JOIN name_sightings USING (name_id)
    JOIN articles USING (article_id)
    WHERE articles.copy_of IS NULL AND articles.first_seen_at > $since::TIMESTAMPTZ
)
SELECT
    name_id,
    any_value(name) AS name,
    mode(kind) AS kind,
    count(DISTINCT outlet)::INTEGER AS outlets,
    count(*)::INTEGER AS articles,
    list(
        {
            'article_id': article_id, 'title': title, 'url': url, 'outlet': outlet, 'language': language, 'day': day, 'story_id': story_id,
            'score': score, 'sentence': sentence
        }
        ORDER BY first_seen_at, article_id
    )[:$listed] AS listed
FROM sighted
WHERE ($watch::VARCHAR IS NULL OR score IS NOT NULL)
    AND (
        len($entities::VARCHAR[]) = 0
        OR article_id IN (SELECT article_id FROM mentions WHERE list_contains($entities::VARCHAR[], entity_id))
    )
GROUP BY name_id
HAVING count(DISTINCT outlet) >= $outlets
ORDER BY outlets DESC, articles DESC, name_id;
