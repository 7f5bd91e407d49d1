-- The imported lists, by name.
SELECT origin, digest FROM imported_lists ORDER BY origin;
