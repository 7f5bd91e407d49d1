-- The newest day of the history, and its first.
SELECT max(day) AS day, min(day) AS first_day FROM article_days;
