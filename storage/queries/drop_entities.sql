-- Entities that the configuration no longer has and that nothing mentions. $kept: ids.
DELETE FROM entities
WHERE NOT list_contains($kept, entity_id)
    AND entity_id NOT IN (SELECT DISTINCT entity_id FROM mentions)
RETURNING entity_id;
