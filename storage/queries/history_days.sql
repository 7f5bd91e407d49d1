-- Days between the first article and a time. $until.
SELECT greatest(0, epoch($until::TIMESTAMPTZ) - epoch(min(first_seen_at))) / 86400 FROM articles;
