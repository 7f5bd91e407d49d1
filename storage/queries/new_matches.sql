-- Articles of these pairs that the watch does not have yet. $rows: watch, article_id.
SELECT DISTINCT row.article_id
FROM (SELECT unnest(from_json($rows, '[{"watch": "VARCHAR", "article_id": "VARCHAR"}]')) AS row)
WHERE NOT EXISTS (SELECT 1 FROM matches WHERE matches.watch = row.watch AND matches.article_id = row.article_id);
