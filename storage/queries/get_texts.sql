-- Stored texts, and what reading and matching them again needs. $rows: article_id, version.
SELECT
    versions.article_id, versions.version, versions.title, versions.text, articles.language,
    versions.version = articles.version AS is_newest,
    versions.version = 1 AND articles.copy_of IS NULL AS is_original, articles.first_seen_at,
    (SELECT list(source) FROM sightings WHERE sightings.article_id = versions.article_id) AS sources
FROM (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "version": "INTEGER"}]')) AS row)
JOIN versions ON versions.article_id = row.article_id AND versions.version = row.version
JOIN articles ON articles.article_id = versions.article_id;
