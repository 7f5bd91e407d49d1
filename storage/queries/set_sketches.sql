-- The weighted words and names of the newest text. $rows: article_id, story_id, first_seen_at, terms.
INSERT OR REPLACE INTO sketches BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "article_id": "VARCHAR", "story_id": "VARCHAR", "first_seen_at": "TIMESTAMPTZ", "terms": "JSON"
    }]')) AS row
);
