-- Which sources named these items, ever or in this run. $keys.
SELECT DISTINCT key, source FROM items WHERE list_contains($keys, key)
UNION
SELECT DISTINCT key, source FROM named WHERE list_contains($keys, key);
