-- Which lists were imported: a run asks whether they changed, and reads none of their names.

CREATE TABLE imported_lists (origin VARCHAR PRIMARY KEY, digest VARCHAR NOT NULL, entities BIGINT NOT NULL);
INSERT INTO imported_lists
SELECT origin, md5(string_agg(concat_ws(chr(9), entity_id, kind, name, "language", is_weak), chr(10) ORDER BY rowid)), count(DISTINCT entity_id)
FROM imported_names
GROUP BY origin;

COMMENT ON TABLE imported_lists IS 'one imported list';
COMMENT ON COLUMN imported_lists.origin IS 'import: and the name of the list, as in imported_names';
COMMENT ON COLUMN imported_lists.digest IS 'a hash of all that the list gave: another one, and texts are to be read again';
COMMENT ON COLUMN imported_lists.entities IS 'how many entities it gave';
