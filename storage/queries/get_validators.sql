-- What to send back to a feed: not when older than a day, because some servers answer 304 for ever. $urls, $now.
SELECT url, etag, last_modified
FROM validators
WHERE list_contains($urls, url) AND stored_at > $now::TIMESTAMPTZ - INTERVAL 24 HOURS;
