-- What is needed to match every stored article anew: its sketch, the text it is of, and who named it.
WITH named AS (
    SELECT article_id, list(source) AS sources FROM sightings GROUP BY article_id
)
SELECT sketches.article_id, sketches.terms, articles.title || chr(10) || articles.text, named.sources
FROM sketches
JOIN articles ON articles.article_id = sketches.article_id
LEFT JOIN named ON named.article_id = sketches.article_id;
