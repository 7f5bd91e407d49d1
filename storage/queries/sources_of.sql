-- Who named these articles, ever: under this address, or under another that led to the article. $rows: article_id, key.
WITH wanted AS (
    SELECT row.*
    FROM (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "key": "VARCHAR"}]')) AS row)
)
SELECT wanted.article_id, namings.source FROM wanted JOIN namings ON namings.key = wanted.key
UNION
SELECT wanted.article_id, sightings.source FROM wanted JOIN sightings ON sightings.article_id = wanted.article_id;
