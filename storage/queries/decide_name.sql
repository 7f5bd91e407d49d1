-- What the user decided about a new name. $name_id, $kind, $state, $entity_id, $now.
UPDATE new_names
SET kind = $kind, state = $state, entity_id = $entity_id, decided_at = $now::TIMESTAMPTZ
WHERE name_id = $name_id;
