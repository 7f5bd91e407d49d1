-- Letters to deliver now, oldest first. A letter left at `sending` is one whose sender died. $now.
SELECT letter_id, recipient, state, attempts, message
FROM letters
WHERE state = 'sending' OR (state = 'pending' AND next_try_at <= $now::TIMESTAMPTZ)
ORDER BY created_at, letter_id;
