-- How the items of a batch ended, for every source that named them; an article is new only for the first.
-- $rows: run_id, key, outcome, reason, detail.
INSERT INTO outcomes
SELECT
    row.run_id, named.source, items.url, items.key,
    CASE WHEN row.outcome = 'new' AND named.source <> items.source THEN 'known' ELSE row.outcome END,
    row.reason, row.detail
FROM (
    SELECT unnest(from_json($rows, '[{"run_id": "VARCHAR", "key": "VARCHAR", "outcome": "VARCHAR", "reason": "VARCHAR", "detail": "VARCHAR"}]')) AS row
)
JOIN items ON items.key = row.key
JOIN named ON named.key = row.key AND named.run_id = row.run_id;
