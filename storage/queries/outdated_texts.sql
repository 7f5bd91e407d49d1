-- Texts that other names or rules read last, in the order in which they were stored. $resolver.
SELECT article_id, version FROM versions WHERE resolver IS DISTINCT FROM $resolver ORDER BY rowid;
