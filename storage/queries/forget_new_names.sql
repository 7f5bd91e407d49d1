-- Candidates that no article has had for a month. $now.
DELETE FROM new_names WHERE state = 'candidate' AND last_seen_at < $now::TIMESTAMPTZ - INTERVAL 30 DAYS;
