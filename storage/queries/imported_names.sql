-- Everybody that lists gave, each entity once, in the order of the lists and of their first names; its rows together.
WITH placed AS (
    SELECT
        entity_id, name, "language", origin, is_weak, rowid AS place,
        first_value(kind) OVER entity AS kind,
        first_value(origin) OVER entity AS first_list,
        first_value(rowid) OVER entity AS first_place
    FROM imported_names
    WINDOW entity AS (PARTITION BY entity_id ORDER BY origin, rowid)
)
SELECT entity_id, kind, name, "language", origin, is_weak
FROM placed
ORDER BY first_list, first_place, entity_id, origin, place;
