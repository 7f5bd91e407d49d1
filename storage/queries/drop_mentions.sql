-- Before the mentions of texts are written anew. $rows: article_id, version.
DELETE FROM mentions
USING (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "version": "INTEGER"}]')) AS row)
WHERE mentions.article_id = row.article_id AND mentions.version = row.version;
