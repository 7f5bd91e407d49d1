-- Mentions of entities that others took the place of. $rows: entity_id, successor.
UPDATE mentions
SET entity_id = row.successor
FROM (SELECT unnest(from_json($rows, '[{"entity_id": "VARCHAR", "successor": "VARCHAR"}]')) AS row)
WHERE mentions.entity_id = row.entity_id;
