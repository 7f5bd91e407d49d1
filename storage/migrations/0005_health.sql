-- What is wrong with a source, against its own past: it fails, it went quiet, its windows roll on unseen, its pages read worse.
-- "Now" is the start of the newest run: a history looks the same whenever it is opened.

-- A language of a source is quiet when its silence is longer than three times the pause that 95 in 100 of its pauses of
-- the 30 days before stayed under, and longer than a day; with fewer than five pauses it has no habit yet.
CREATE VIEW source_languages AS
WITH latest AS (SELECT max(started_at) AS now FROM runs),
seen AS (
    SELECT
        source, "language", first_seen_at, count(*) AS articles,
        first_seen_at - lag(first_seen_at) OVER (PARTITION BY source, "language" ORDER BY first_seen_at) AS pause
    FROM articles
    GROUP BY source, "language", first_seen_at
    QUALIFY first_seen_at > max(first_seen_at) OVER (PARTITION BY source, "language") - INTERVAL 30 DAYS
),
habits AS (
    SELECT
        source, "language", sum(articles)::BIGINT AS articles_30d, max(first_seen_at) AS last_new_at,
        CASE WHEN count(pause) >= 5 THEN to_seconds(quantile_cont(epoch(pause), 0.95)) END AS usual_pause
    FROM seen
    GROUP BY source, "language"
)
SELECT
    source, "language", articles_30d, last_new_at, usual_pause,
    CASE
        WHEN usual_pause IS NOT NULL AND latest.now - last_new_at > greatest(3 * usual_pause, INTERVAL 24 HOURS) THEN last_new_at
    END AS quiet_since
FROM habits, latest;

-- Texts and skips of the last 7 days beside those of the 28 days before. Worse: the median text shrank to less than half, or
-- the share of items skipped rose by more than a quarter of all; with ten items at least on both sides.
CREATE VIEW extraction_health AS
WITH latest AS (SELECT max(started_at) AS now FROM runs),
texts AS (
    SELECT
        source,
        count(*) FILTER (first_seen_at > latest.now - INTERVAL 7 DAYS) AS articles_7d,
        count(*) FILTER (first_seen_at <= latest.now - INTERVAL 7 DAYS) AS articles_before,
        median(length(text)) FILTER (first_seen_at > latest.now - INTERVAL 7 DAYS) AS characters_7d,
        median(length(text)) FILTER (first_seen_at <= latest.now - INTERVAL 7 DAYS) AS characters_before
    FROM articles, latest
    WHERE first_seen_at > latest.now - INTERVAL 35 DAYS AND text_from = 'page'
    GROUP BY source
),
skips AS (
    SELECT
        run_sources.source,
        sum(skipped) FILTER (recent) AS skipped_7d, sum(skipped + new_articles) FILTER (recent) AS decided_7d,
        sum(skipped) FILTER (NOT recent) AS skipped_before, sum(skipped + new_articles) FILTER (NOT recent) AS decided_before
    FROM run_sources
    JOIN (
        SELECT run_id, started_at > latest.now - INTERVAL 7 DAYS AS recent
        FROM runs, latest
        WHERE started_at > latest.now - INTERVAL 35 DAYS
    ) AS dated ON dated.run_id = run_sources.run_id
    GROUP BY run_sources.source
)
SELECT
    skips.source, characters_7d, characters_before,
    skipped_7d / nullif(decided_7d, 0) AS skipped_share_7d,
    skipped_before / nullif(decided_before, 0) AS skipped_share_before,
    coalesce(
        (articles_7d >= 10 AND articles_before >= 10 AND characters_7d < characters_before / 2)
        OR (decided_7d >= 10 AND decided_before >= 10 AND skipped_7d / decided_7d - skipped_before / decided_before > 0.25),
        false
    ) AS worse
FROM skips
LEFT JOIN texts ON texts.source = skips.source;

-- A run in which nobody was reached for want of a network, a resolver or a proxy of ours says nothing of any source.
CREATE VIEW source_health AS
WITH latest AS (SELECT max(started_at) AS now FROM runs),
cut_off AS (
    SELECT run_id
    FROM run_sources
    WHERE outcome <> 'waiting'
    GROUP BY run_id
    HAVING bool_and(outcome = 'failed' AND reason IN ('dns_temporary', 'network_down', 'proxy'))
),
answers AS (
    SELECT run_sources.source, runs.started_at, run_sources.outcome, run_sources.reason
    FROM run_sources
    JOIN runs ON runs.run_id = run_sources.run_id
    WHERE runs.state <> 'interrupted' AND run_sources.outcome <> 'waiting'
        AND run_sources.run_id NOT IN (SELECT run_id FROM cut_off)
),
good AS (
    SELECT source, max(started_at) FILTER (outcome <> 'failed') AS last_success_at FROM answers GROUP BY source
),
answered AS (
    SELECT
        good.source,
        any_value(good.last_success_at) AS last_success_at,
        min(answers.started_at) FILTER (
            answers.outcome = 'failed' AND (good.last_success_at IS NULL OR answers.started_at > good.last_success_at)
        ) AS failing_since,
        coalesce(max_by(CASE WHEN answers.outcome = 'failed' THEN answers.reason ELSE '' END, answers.started_at), '') AS reason
    FROM good
    JOIN answers ON answers.source = good.source
    GROUP BY good.source
),
spoken AS (
    SELECT
        source, max(last_new_at) AS last_new_at, min(usual_pause) AS usual_pause,
        list("language" ORDER BY "language") FILTER (quiet_since IS NOT NULL) AS quiet_languages
    FROM source_languages
    GROUP BY source
)
SELECT
    answered.source, last_success_at,
    (SELECT max(first_seen_at) FROM articles WHERE articles.source = answered.source) AS last_new_at,
    failing_since, reason,
    (
        SELECT count(*) FROM sightings, latest
        WHERE sightings.source = answered.source AND sightings.seen_at > latest.now - INTERVAL 7 DAYS
    ) AS items_7d,
    CASE
        WHEN failing_since IS NULL AND spoken.usual_pause IS NOT NULL
            AND (SELECT now FROM latest) - spoken.last_new_at > greatest(3 * spoken.usual_pause, INTERVAL 24 HOURS)
        THEN spoken.last_new_at
    END AS quiet_since,
    coalesce(spoken.quiet_languages, []) AS quiet_languages,
    (
        SELECT coalesce(sum(missing), 0)::BIGINT FROM gaps, latest
        WHERE gaps.source = answered.source AND gaps.to_time > latest.now - INTERVAL 7 DAYS
    ) AS missing_7d,
    coalesce(extraction_health.worse, false) AS extraction_worse,
    coalesce(source_states.kind, '') AS kind,
    coalesce(source_states.moved_to, '') AS moved_to,
    source_states.next_visit_at
FROM answered
LEFT JOIN spoken ON spoken.source = answered.source
LEFT JOIN extraction_health ON extraction_health.source = answered.source
LEFT JOIN source_states ON source_states.source = answered.source;

COMMENT ON VIEW source_languages IS 'one language of one source, and its habit in the 30 days up to its newest article';
COMMENT ON COLUMN source_languages.source IS 'the source';
COMMENT ON COLUMN source_languages."language" IS 'ISO 639 code of the articles'' language';
COMMENT ON COLUMN source_languages.articles_30d IS 'articles first seen in those 30 days';
COMMENT ON COLUMN source_languages.last_new_at IS 'when the newest of them was first seen';
COMMENT ON COLUMN source_languages.usual_pause IS 'the pause that 95 in 100 of its pauses stay under; NULL with fewer than five';
COMMENT ON COLUMN source_languages.quiet_since IS 'the newest article, when the silence since is over a day and three usual pauses; else NULL';
COMMENT ON VIEW extraction_health IS 'one source: its texts and skips of 7 days beside those of the 28 days before';
COMMENT ON COLUMN extraction_health.source IS 'the source';
COMMENT ON COLUMN extraction_health.characters_7d IS 'median characters of its pages'' texts, last 7 days';
COMMENT ON COLUMN extraction_health.characters_before IS 'the same, the 28 days before';
COMMENT ON COLUMN extraction_health.skipped_share_7d IS 'share of decided items that were no article, last 7 days';
COMMENT ON COLUMN extraction_health.skipped_share_before IS 'the same, the 28 days before';
COMMENT ON COLUMN extraction_health.worse IS 'whether texts shrank to less than half or skips rose by more than 25 in 100; needs ten items on both sides';
COMMENT ON VIEW source_health IS 'one source';
COMMENT ON COLUMN source_health.source IS 'name of the source';
COMMENT ON COLUMN source_health.last_success_at IS 'start of the last run in which it answered';
COMMENT ON COLUMN source_health.last_new_at IS 'when it last gave a new article';
COMMENT ON COLUMN source_health.failing_since IS 'start of the first of the runs in which it has failed since; NULL when it answers';
COMMENT ON COLUMN source_health.reason IS 'why it failed last; empty when it answers';
COMMENT ON COLUMN source_health.items_7d IS 'articles it named for the first time in the last 7 days';
COMMENT ON COLUMN source_health.quiet_since IS 'its newest article, when it answers and yet gives nothing new against the habit of its liveliest language; else NULL';
COMMENT ON COLUMN source_health.quiet_languages IS 'the languages that went quiet (`source_languages`)';
COMMENT ON COLUMN source_health.missing_7d IS 'items that may be missing, last 7 days (`gaps`)';
COMMENT ON COLUMN source_health.extraction_worse IS 'whether its pages read worse than they did (`extraction_health`)';
COMMENT ON COLUMN source_health.kind IS 'what it turned out to be: rss, atom, json, sitemap, news-sitemap, page or gdelt';
COMMENT ON COLUMN source_health.moved_to IS 'the address it says it has moved to for good; empty: none';
COMMENT ON COLUMN source_health.next_visit_at IS 'when the schedule visits it next';
