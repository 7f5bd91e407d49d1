-- Sketches of the stories of the last three days. $since.
SELECT story_id, terms FROM sketches WHERE first_seen_at > $since::TIMESTAMPTZ ORDER BY first_seen_at, article_id;
