-- Which migrations the file has. No DEFAULT now(): DuckDB 1.5 cannot replay a COMMENT on a table whose default calls a function,
-- so a process killed before the checkpoint would leave a file that does not open.
CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL);
