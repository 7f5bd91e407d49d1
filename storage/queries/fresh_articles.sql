-- Articles the rules have not seen, with a match.
SELECT unevaluated.article_id FROM unevaluated;
