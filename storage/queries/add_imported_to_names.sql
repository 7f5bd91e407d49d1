-- The names that lists alone gave, of each entity each once. $joined: ids that are somebody else's.
INSERT INTO names BY NAME
SELECT entity_id, name, "language", origin, is_weak, 1.0 AS confidence
FROM imported_names
WHERE entity_id NOT IN (SELECT unnest($joined::VARCHAR[]))
QUALIFY row_number() OVER (PARTITION BY entity_id, name ORDER BY origin, rowid) = 1
ORDER BY origin, rowid;
