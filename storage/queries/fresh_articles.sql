-- Articles the rules have not seen, and when each was put before them.
SELECT article_id, since FROM unevaluated;
