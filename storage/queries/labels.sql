-- The name to show for each entity.
SELECT entity_id, name FROM entities;
