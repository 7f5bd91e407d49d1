-- What people query. Comments are in docs/columns.md too; a test compares the two.

-- Arabic letters that writers interchange, marks dropped: for search on both sides.
CREATE MACRO fold(txt) AS regexp_replace(
    translate(lower(strip_accents(txt)), 'ىیةکگڤپؤئـ', 'ييهكغفبوي'), '[\x{064B}-\x{065F}\x{0670}\x{0640}\x{200B}-\x{200F}]', '', 'g'
);

CREATE VIEW skipped AS
SELECT run_id, source, url, outcome, reason, detail FROM outcomes WHERE outcome IN ('skipped', 'failed');

-- The day of an article, once: as printed, else the day we saw it where the user lives.
CREATE VIEW article_days AS
SELECT
    article_id,
    coalesce(published_day, (first_seen_at AT TIME ZONE coalesce((SELECT value FROM settings WHERE key = 'timezone'), 'UTC'))::DATE) AS day
FROM articles;

CREATE VIEW mention_history AS
SELECT
    mentions.article_id, mentions.version, mentions.entity_id, mentions.field, mentions.surface, mentions.start_char, mentions.end_char,
    mentions.form, mentions.sentence_start, mentions.sentence_end,
    substring(
        CASE mentions.field WHEN 'title' THEN articles.title ELSE articles.text END,
        mentions.sentence_start + 1, mentions.sentence_end - mentions.sentence_start
    ) AS sentence,
    matches.watch, entities.name AS entity, entities.kind, article_days.day, articles.published_at, articles.first_seen_at,
    articles.source, articles.outlet, articles.language, articles.title, articles.url, articles.story_id,
    articles.copy_of IS NOT NULL AS is_copy
FROM mentions
JOIN articles ON articles.article_id = mentions.article_id AND articles.version = mentions.version
JOIN matches ON matches.article_id = mentions.article_id
JOIN entities ON entities.entity_id = mentions.entity_id
JOIN article_days ON article_days.article_id = mentions.article_id;

-- every article of a day from a watch's sources, matched or not
CREATE VIEW collected_days AS
SELECT watch_sources.watch, article_days.day, count(DISTINCT sightings.article_id) AS collected
FROM sightings
JOIN watch_sources ON watch_sources.source = sightings.source
JOIN article_days ON article_days.article_id = sightings.article_id
GROUP BY ALL;

CREATE VIEW daily_mentions AS
WITH counted AS (
    SELECT
        watch, entity_id, entity, kind, day,
        count(*) AS mentions,
        count(DISTINCT article_id) AS articles,
        count(DISTINCT story_id) AS stories,
        count(DISTINCT outlet) AS outlets
    FROM mention_history
    GROUP BY ALL
)
SELECT counted.*, coalesce(collected_days.collected, 0) AS collected
FROM counted
LEFT JOIN collected_days ON collected_days.watch = counted.watch AND collected_days.day = counted.day;

-- A day stands out when its articles are more than three standard deviations above what the 28 days before it let one
-- expect, and at least three; the deviation is Poisson's, sqrt(expected), and never below one. Days without a mention count
-- as zero; a history shorter than 28 days is averaged over the days it has (at least seven).
CREATE VIEW spikes AS
WITH span AS (
    SELECT watch, min(day) AS first_day FROM collected_days GROUP BY watch
),
days AS (
    SELECT watch, entity_id, any_value(entity) AS entity, day, count(DISTINCT article_id) AS articles
    FROM mention_history
    GROUP BY watch, entity_id, day
),
judged AS (
    SELECT
        days.watch, days.entity_id, days.entity, days.day, days.articles,
        coalesce(sum(days.articles) OVER before, 0) / least(28, greatest(7, days.day - span.first_day)) AS expected
    FROM days
    JOIN span ON span.watch = days.watch
    WINDOW before AS (
        PARTITION BY days.watch, days.entity_id ORDER BY days.day
        RANGE BETWEEN INTERVAL 28 DAYS PRECEDING AND INTERVAL 1 DAY PRECEDING
    )
)
SELECT watch, entity_id, entity, day, articles, expected, (articles - expected) / greatest(sqrt(expected), 1) AS score
FROM judged
WHERE articles >= 3 AND (articles - expected) / greatest(sqrt(expected), 1) > 3;

CREATE VIEW co_mentions AS
WITH present AS (
    SELECT DISTINCT watch, entity_id, day, article_id FROM mention_history
)
SELECT one.watch, one.entity_id AS entity_a, other.entity_id AS entity_b, one.day, count(*) AS articles
FROM present AS one
JOIN present AS other ON other.watch = one.watch AND other.article_id = one.article_id AND one.entity_id < other.entity_id
GROUP BY ALL;
