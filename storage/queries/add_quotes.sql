-- One row a quote and speaker. $rows.
INSERT INTO quotes BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "article_id": "VARCHAR", "version": "INTEGER", "entity_id": "VARCHAR", "verb": "VARCHAR", "quote": "VARCHAR",
        "start_char": "INTEGER", "end_char": "INTEGER"
    }]')) AS row
);
