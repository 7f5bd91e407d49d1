-- Items whose source is no longer configured pass to another that named them. $sources: all that are configured.
UPDATE items
SET source = heirs.source
FROM (
    SELECT namings.key, min(namings.source) AS source
    FROM namings
    JOIN items USING (key)
    WHERE items.source NOT IN (SELECT unnest($sources)) AND namings.source IN (SELECT unnest($sources))
    GROUP BY namings.key
) AS heirs
WHERE items.key = heirs.key;
