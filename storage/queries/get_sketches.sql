-- What is needed to match stored articles anew. $ids.
SELECT sketches.article_id, sketches.terms, articles.title || chr(10) || articles.text
FROM sketches
JOIN articles USING (article_id)
WHERE list_contains($ids, sketches.article_id);
