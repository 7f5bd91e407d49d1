-- Before the quotes of texts are written anew. $rows: article_id, version.
DELETE FROM quotes
USING (SELECT unnest(from_json($rows, '[{"article_id": "VARCHAR", "version": "INTEGER"}]')) AS row)
WHERE quotes.article_id = row.article_id AND quotes.version = row.version;
