-- New names that are somebody's now, in the order of the decisions.
SELECT state, entity_id, kind, name FROM new_names WHERE state IN ('accepted', 'merged') ORDER BY decided_at, name_id;
