-- Stored texts that share an LSH band with a fresh one, those that share most first, at most 20 each.
-- $rows: article_id, band.
WITH fresh AS (
    SELECT row.*
    FROM (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "band": "UBIGINT"}]')) AS row)
),
shared AS (
    SELECT fresh.article_id AS fresh_id, bands.article_id AS stored_id, count(*) AS bands
    FROM fresh
    JOIN bands ON bands.band = fresh.band
    WHERE bands.article_id <> fresh.article_id
    GROUP BY ALL
)
SELECT shared.fresh_id, articles.article_id, articles.text, articles.copy_of, articles.story_id, articles.first_seen_at, articles.published_at
FROM shared
JOIN articles ON articles.article_id = shared.stored_id
QUALIFY row_number() OVER (PARTITION BY shared.fresh_id ORDER BY shared.bands DESC, articles.first_seen_at, articles.article_id) <= 20
ORDER BY ALL;
