-- How the items of a batch ended, for every source that named them; an article is new only for the first of them.
-- $rows: run_id, key, outcome, reason, detail.
INSERT INTO outcomes
WITH ended AS (
    SELECT row.*
    FROM (SELECT unnest(from_json($rows, '[{"run_id": "VARCHAR", "key": "VARCHAR", "outcome": "VARCHAR", "reason": "VARCHAR", "detail": "VARCHAR"}]')) AS row)
),
counted AS (
    SELECT
        ended.*, named.source, items.url,
        row_number() OVER (PARTITION BY ended.run_id, ended.key ORDER BY named.source <> items.source, named.source) = 1 AS is_first
    FROM ended
    JOIN items ON items.key = ended.key
    JOIN named ON named.key = ended.key AND named.run_id = ended.run_id
)
SELECT run_id, source, url, key, CASE WHEN outcome = 'new' AND NOT is_first THEN 'known' ELSE outcome END, reason, detail
FROM counted;
