-- New names that enough outlets have, copies not counted; those of most outlets first. $outlets, $limit.
SELECT
    new_names.name_id,
    new_names.name,
    mode(name_sightings.kind) AS kind,
    count(DISTINCT articles.outlet)::INTEGER AS outlets,
    count(*)::INTEGER AS articles,
    new_names.first_seen_at,
    arg_min(name_sightings.sentence, (articles.first_seen_at, articles.article_id)) AS sentence
FROM new_names
JOIN name_sightings USING (name_id)
JOIN articles USING (article_id)
WHERE new_names.state = 'candidate' AND articles.copy_of IS NULL
GROUP BY ALL
HAVING count(DISTINCT articles.outlet) >= $outlets
ORDER BY outlets DESC, articles DESC, new_names.name_id
LIMIT $limit;
