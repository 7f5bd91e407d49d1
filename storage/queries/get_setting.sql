-- One fact. $key.
SELECT value FROM settings WHERE key = $key;
