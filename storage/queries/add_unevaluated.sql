-- The rules have still to look at these. $rows: article_id, since.
INSERT INTO unevaluated BY NAME
SELECT row.* FROM (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "since": "TIMESTAMPTZ"}]')) AS row)
ON CONFLICT DO NOTHING;
