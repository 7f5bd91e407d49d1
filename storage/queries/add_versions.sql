-- Every text that an article has had. $rows.
INSERT INTO versions BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "article_id": "VARCHAR", "version": "INTEGER", "fetched_at": "TIMESTAMPTZ", "title": "VARCHAR", "text": "VARCHAR",
        "archive_file": "VARCHAR", "archive_offset": "BIGINT", "resolver": "VARCHAR"
    }]')) AS row
);
