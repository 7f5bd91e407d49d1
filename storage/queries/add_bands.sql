-- LSH keys of the newest text of each article. $rows: article_id, band.
INSERT INTO bands BY NAME
SELECT row.*
FROM (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "band": "UBIGINT"}]')) AS row);
