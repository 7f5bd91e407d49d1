-- The newest migration of the file.
SELECT coalesce(max(number), 0) FROM migrations;
