-- The newest day of the history.
SELECT max(day) AS day FROM article_days;
