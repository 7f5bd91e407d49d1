-- Texts just stored. $rows: article_id, site, text_hash, title, canonical_url, $now.
INSERT INTO recent_texts
SELECT row.*, $now::TIMESTAMPTZ, false
FROM (
    SELECT unnest(from_json($rows, '[{
        "article_id": "VARCHAR", "site": "VARCHAR", "text_hash": "UBIGINT", "title": "VARCHAR", "canonical_url": "VARCHAR"
    }]')) AS row
);
