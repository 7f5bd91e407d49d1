-- A line that stood once, a month ago, was the article's own. $now.
DELETE FROM source_lines WHERE articles = 1 AND last_seen_at < $now::TIMESTAMPTZ - INTERVAL 30 DAYS;
