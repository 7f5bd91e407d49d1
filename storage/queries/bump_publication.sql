-- Counts what people can see change; publishing compares it with the published file.
INSERT OR REPLACE INTO settings
SELECT 'publication', (coalesce((SELECT value FROM settings WHERE key = 'publication'), '0')::BIGINT + 1)::VARCHAR;
