-- Articles that fit a watch. $rows: watch, article_id, score, reasons.
INSERT OR REPLACE INTO matches BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{"watch": "VARCHAR", "article_id": "VARCHAR", "score": "DOUBLE", "reasons": "JSON"}]')) AS row
);
