-- How much names and rules found in all that is stored.
SELECT (SELECT count(*) FROM mentions), (SELECT count(*) FROM matches);
