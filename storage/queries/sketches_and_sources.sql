-- What is needed to score every stored article anew: its sketch, and the sources that named it.
SELECT
    sketches.terms,
    (SELECT list(sightings.source) FROM sightings WHERE sightings.article_id = sketches.article_id) AS sources
FROM sketches;
