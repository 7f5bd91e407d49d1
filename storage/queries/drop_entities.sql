-- Entities that neither the configuration nor a list has any longer and that nothing mentions. $kept: ids; $joined: ids of lists that are somebody else's.
DELETE FROM entities
WHERE entity_id NOT IN (SELECT unnest($kept::VARCHAR[]))
    AND entity_id NOT IN (SELECT entity_id FROM imported_names WHERE entity_id NOT IN (SELECT unnest($joined::VARCHAR[])))
    AND entity_id NOT IN (SELECT entity_id FROM mentions)
RETURNING entity_id;
