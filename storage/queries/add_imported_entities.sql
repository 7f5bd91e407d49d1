-- Who is known from lists alone, as the first list has it; who stands there so already is left. $joined: ids that are somebody else's.
INSERT OR REPLACE INTO entities BY NAME
SELECT entity_id, arg_min(kind, place) AS kind, arg_min(name, place) AS name
FROM (SELECT entity_id, kind, name, row_number() OVER (ORDER BY origin, rowid) AS place FROM imported_names)
WHERE entity_id NOT IN (SELECT unnest($joined::VARCHAR[]))
GROUP BY entity_id
EXCEPT
SELECT entity_id, kind, name FROM entities;
