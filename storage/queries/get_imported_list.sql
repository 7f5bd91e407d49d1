-- How many entities a list gave. $origin.
SELECT entities FROM imported_lists WHERE origin = $origin;
