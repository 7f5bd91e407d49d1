-- Everybody that lists gave, list by list, names in the list's order.
SELECT origin, entity_id, kind, name, "language", is_weak FROM imported_names ORDER BY origin, rowid;
