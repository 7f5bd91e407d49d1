-- Quotes of entities that others took the place of. $rows: entity_id, successor.
UPDATE quotes
SET entity_id = row.successor
FROM (SELECT unnest(from_json($rows, '[{"entity_id": "VARCHAR", "successor": "VARCHAR"}]')) AS row)
WHERE quotes.entity_id = row.entity_id;
