-- The figures at the head of the report.
SELECT
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(DISTINCT article_id) FROM matches) AS "similar",
    (SELECT count(*) FROM articles WHERE copy_of IS NOT NULL) AS copies,
    (SELECT count(*) FROM stories) AS stories,
    (SELECT count(DISTINCT outlet) FROM articles) AS outlets,
    (SELECT count(DISTINCT (article_id, field, start_char)) FROM mention_history) AS mentions,
    (SELECT count(*) FROM alerts) AS alerts;
