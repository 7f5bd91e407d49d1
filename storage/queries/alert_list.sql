-- What was raised, newest first.
SELECT raised_at, rule, title, alert_id FROM alerts ORDER BY raised_at DESC, alert_id LIMIT 100;
