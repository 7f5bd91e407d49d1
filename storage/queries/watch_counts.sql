-- How many stored articles each watch keeps.
SELECT watch, count(*) AS articles, min(score) AS lowest FROM matches GROUP BY watch ORDER BY watch;
