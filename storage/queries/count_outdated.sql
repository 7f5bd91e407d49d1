-- How many articles have a text that other names or rules read last. $resolver.
SELECT count(DISTINCT article_id) FROM versions WHERE resolver IS DISTINCT FROM $resolver;
