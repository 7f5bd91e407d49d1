-- Lines at the edges of a batch's articles are counted. $rows: source, line, articles; $now.
INSERT INTO source_lines
SELECT row.source, row.line, sum(row.articles), $now::TIMESTAMPTZ
FROM (SELECT unnest(from_json($rows, '[{"source": "VARCHAR", "line": "UBIGINT", "articles": "INTEGER"}]')) AS row)
GROUP BY row.source, row.line
ON CONFLICT DO UPDATE SET articles = source_lines.articles + excluded.articles, last_seen_at = excluded.last_seen_at;
