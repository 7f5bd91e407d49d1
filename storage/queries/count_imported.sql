-- How many entities a list gave. $origin.
SELECT count(DISTINCT entity_id) FROM imported_names WHERE origin = $origin;
