-- Everybody that one list gave, names in the list's order. $origin.
SELECT entity_id, kind, name, "language", origin, is_weak FROM imported_names WHERE origin = $origin ORDER BY rowid;
