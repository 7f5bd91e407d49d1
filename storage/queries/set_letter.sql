-- One step of one letter. $letter_id, $state, $attempts, $sent_at, $last_error, $next_try_at.
UPDATE letters
SET state = $state, attempts = $attempts, sent_at = $sent_at::TIMESTAMPTZ, last_error = $last_error, next_try_at = $next_try_at::TIMESTAMPTZ
WHERE letter_id = $letter_id;
