-- Per outlet: articles, copies, similar ones.
SELECT outlet, count(*) AS articles, count(copy_of) AS copies, count(*) FILTER (article_id IN (SELECT article_id FROM matches)) AS "similar"
FROM articles GROUP BY outlet ORDER BY articles DESC, outlet;
