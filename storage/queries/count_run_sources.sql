-- Each source's counts from its items' outcomes. $run_id.
UPDATE run_sources
SET found = counted.found, new_articles = counted.new_articles, known = counted.known, skipped = counted.skipped, failed = counted.failed
FROM (
    SELECT
        source,
        count(*) AS found,
        count(*) FILTER (outcome = 'new') AS new_articles,
        count(*) FILTER (outcome = 'known') AS known,
        count(*) FILTER (outcome = 'skipped') AS skipped,
        count(*) FILTER (outcome = 'failed') AS failed
    FROM outcomes
    WHERE run_id = $run_id
    GROUP BY source
) AS counted
WHERE run_sources.run_id = $run_id AND run_sources.source = counted.source;
