-- Items whose source is no longer configured pass to another that named them. $sources: all that are configured.
UPDATE items
SET source = heirs.source
FROM (
    WITH orphans AS MATERIALIZED (
        SELECT key FROM items
        WHERE source IN (SELECT named_by.source FROM (SELECT DISTINCT source FROM items) AS named_by WHERE NOT list_contains($sources, named_by.source))
    )
    SELECT orphans.key, min(namings.source) AS source
    FROM orphans
    JOIN namings ON namings.key = orphans.key
    WHERE namings.source IN (SELECT unnest($sources))
    GROUP BY orphans.key
) AS heirs
WHERE items.key = heirs.key;
