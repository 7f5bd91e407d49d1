-- A list that gives nothing any more. $origin.
DELETE FROM imported_lists WHERE origin = $origin;
