-- A run that closes tells of what it stored.
UPDATE recent_texts SET is_told = true WHERE NOT is_told;
