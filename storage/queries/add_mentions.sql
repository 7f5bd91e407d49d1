-- One row an occurrence. $rows.
INSERT INTO mentions BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "article_id": "VARCHAR", "version": "INTEGER", "entity_id": "VARCHAR", "field": "VARCHAR", "surface": "VARCHAR",
        "start_char": "INTEGER", "end_char": "INTEGER", "form": "VARCHAR", "sentence_start": "INTEGER", "sentence_end": "INTEGER",
        "resolver": "VARCHAR"
    }]')) AS row
);
