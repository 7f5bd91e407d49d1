-- Which names and rules read texts last. $rows: article_id, version, resolver.
UPDATE versions
SET resolver = row.resolver
FROM (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "version": "INTEGER", "resolver": "VARCHAR"}]')) AS row)
WHERE versions.article_id = row.article_id AND versions.version = row.version;
