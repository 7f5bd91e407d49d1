-- Names of an imported list. $rows: origin, entity_id, kind, name, language, is_weak.
INSERT INTO imported_names BY NAME
SELECT row.* FROM (
    SELECT unnest(from_json($rows, '[{
        "origin": "VARCHAR", "entity_id": "VARCHAR", "kind": "VARCHAR", "name": "VARCHAR", "language": "VARCHAR", "is_weak": "BOOLEAN"
    }]')) AS row
);
