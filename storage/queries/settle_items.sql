-- The queue after a batch. $rows: key, state, tries, next_try_at, first_failed_at, refetches, article_id, reason.
UPDATE items
SET state = row.state, tries = row.tries, next_try_at = row.next_try_at, first_failed_at = row.first_failed_at,
    refetches = row.refetches, article_id = row.article_id, reason = row.reason,
    -- the feed's own text is kept only while it may have to stand in for the page
    entry = CASE WHEN row.state IN ('stored', 'skipped') THEN json_merge_patch(items.entry, '{"text": null}') ELSE items.entry END
FROM (
    SELECT unnest(from_json($rows, '[{
        "key": "VARCHAR", "state": "VARCHAR", "tries": "INTEGER", "next_try_at": "TIMESTAMPTZ", "first_failed_at": "TIMESTAMPTZ",
        "refetches": "INTEGER", "article_id": "VARCHAR", "reason": "VARCHAR"
    }]')) AS row
)
WHERE items.key = row.key;
