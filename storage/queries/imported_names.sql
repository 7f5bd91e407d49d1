-- Everybody that lists gave, each entity once, in the order of the lists and of their first names; its rows together.
SELECT
    entity_id,
    first_value(kind) OVER entity AS kind,
    name, "language", origin, is_weak
FROM imported_names
WINDOW entity AS (PARTITION BY entity_id ORDER BY origin, rowid)
ORDER BY min(origin) OVER (PARTITION BY entity_id), first_value(rowid) OVER entity, entity_id, origin, rowid;
