-- New articles, and the newest text of those that changed. $rows.
INSERT INTO articles BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "article_id": "VARCHAR", "url": "VARCHAR", "canonical_url": "VARCHAR", "source": "VARCHAR", "outlet": "VARCHAR", "title": "VARCHAR",
        "author": "VARCHAR", "language": "VARCHAR", "published_at": "TIMESTAMPTZ", "published_day": "DATE", "published_from": "VARCHAR",
        "published_raw": "VARCHAR", "published_confidence": "DOUBLE",
        "first_seen_at": "TIMESTAMPTZ", "fetched_at": "TIMESTAMPTZ", "version": "INTEGER", "copy_of": "VARCHAR", "story_id": "VARCHAR",
        "text": "VARCHAR", "text_from": "VARCHAR", "run_id": "VARCHAR"
    }]')) AS row
)
ON CONFLICT DO UPDATE SET
    canonical_url = excluded.canonical_url, title = excluded.title, author = excluded.author, language = excluded.language,
    published_at = excluded.published_at, published_day = excluded.published_day, published_from = excluded.published_from,
    published_raw = excluded.published_raw, published_confidence = excluded.published_confidence,
    fetched_at = excluded.fetched_at, version = excluded.version, text = excluded.text, text_from = excluded.text_from;
