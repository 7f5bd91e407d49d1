-- Items due for a try count for the source that named them first, even when nobody names them now. $run_id, $now, $sources.
INSERT INTO named
SELECT $run_id, items.source, items.key
FROM items
WHERE (items.state = 'queued' OR (items.state IN ('failed', 'stored') AND items.next_try_at <= $now::TIMESTAMPTZ))
    AND list_contains($sources, items.source)
    AND NOT EXISTS (
        SELECT 1 FROM named WHERE named.run_id = $run_id AND named.key = items.key AND named.source = items.source
    );
