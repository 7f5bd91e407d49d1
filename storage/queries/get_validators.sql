-- What to send back to the feed of each source: not when older than a day, because some servers answer 304 for ever, nor when
-- from a clock that was ahead. $rows: source, url; $now.
SELECT validators.source, validators.etag, validators.last_modified
FROM validators
JOIN (SELECT unnest(from_json($rows, '[{"source": "VARCHAR", "url": "VARCHAR"}]')) AS row) AS asked
    ON asked.row.source = validators.source AND asked.row.url = validators.url
WHERE validators.stored_at > $now::TIMESTAMPTZ - INTERVAL 24 HOURS AND validators.stored_at <= $now::TIMESTAMPTZ;
