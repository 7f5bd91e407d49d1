-- Letters by state.
SELECT state, count(*) FROM letters GROUP BY state ORDER BY state;
