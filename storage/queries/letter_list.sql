-- Letters, newest first.
SELECT created_at, recipient, state, attempts, last_error, letter_id FROM letters ORDER BY created_at DESC, letter_id LIMIT 100;
