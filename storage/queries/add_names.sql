-- Every name as written. $rows: entity_id, name, language, origin, is_weak, confidence.
INSERT INTO names BY NAME
SELECT row.* FROM (
    SELECT unnest(from_json($rows, '[{"entity_id": "VARCHAR", "name": "VARCHAR", "language": "VARCHAR", "origin": "VARCHAR", "is_weak": "BOOLEAN", "confidence": "DOUBLE"}]')) AS row
);
