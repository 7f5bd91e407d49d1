-- The name of each entity in a language, the first that is listed; entities without one are left out. $language.
SELECT entity_id, first(name ORDER BY rowid) AS name FROM names WHERE language = $language AND origin <> 'transliteration' GROUP BY entity_id;
