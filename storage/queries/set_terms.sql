-- The terms of sketches, whose names changed. $rows: article_id, terms.
UPDATE sketches
SET terms = row.terms
FROM (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "terms": "JSON"}]')) AS row)
WHERE sketches.article_id = row.article_id;
