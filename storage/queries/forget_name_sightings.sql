-- Sightings of candidates that no article has had for a month. $now.
DELETE FROM name_sightings
WHERE name_id IN (
    SELECT name_id FROM new_names WHERE state = 'candidate' AND last_seen_at < $now::TIMESTAMPTZ - INTERVAL 30 DAYS
);
