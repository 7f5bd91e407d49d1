-- What a list gave before. $origin.
DELETE FROM imported_names WHERE origin = $origin;
