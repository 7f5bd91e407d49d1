-- Texts of more than three days ago. $now.
DELETE FROM recent_texts WHERE seen_at < $now::TIMESTAMPTZ - INTERVAL 72 HOURS;
