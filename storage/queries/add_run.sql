-- The run, written last. $run_id, $started_at, $finished_at, $state, $alerts.
INSERT INTO runs
SELECT
    $run_id, $started_at::TIMESTAMPTZ, $finished_at::TIMESTAMPTZ, $state,
    coalesce(sum(found), 0), coalesce(sum(new_articles), 0), coalesce(sum(known), 0), coalesce(sum(skipped), 0), coalesce(sum(failed), 0),
    (SELECT count(DISTINCT article_id) FROM matches JOIN articles USING (article_id) WHERE articles.run_id = $run_id),
    (SELECT count(*) FROM articles WHERE run_id = $run_id AND copy_of IS NOT NULL),
    (SELECT count(*) FROM mentions JOIN articles USING (article_id, version) WHERE articles.run_id = $run_id),
    $alerts
FROM run_sources
WHERE run_id = $run_id;
