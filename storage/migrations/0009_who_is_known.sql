-- Who is known beside the configuration: entities of imported lists, a row a name, for a list is replaced as a whole; and offices.

CREATE TABLE imported_names (
    origin VARCHAR NOT NULL, entity_id VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL, "language" VARCHAR NOT NULL, is_weak BOOLEAN NOT NULL
);
CREATE TABLE offices (
    entity_id VARCHAR NOT NULL, country VARCHAR NOT NULL, title VARCHAR NOT NULL, since VARCHAR NOT NULL, until VARCHAR NOT NULL
);
ALTER TABLE names ADD COLUMN is_weak BOOLEAN DEFAULT false;

COMMENT ON TABLE imported_names IS 'one name of one entity of one imported list';
COMMENT ON COLUMN imported_names.origin IS 'import: and the name of the list, its file''s as a rule; importing under it again replaces what it gave';
COMMENT ON COLUMN imported_names.entity_id IS 'the entity''s id in the list, after wikidata:, opensanctions: or un:';
COMMENT ON COLUMN imported_names.kind IS 'person, organisation, place, event or other';
COMMENT ON COLUMN imported_names.name IS 'the name';
COMMENT ON COLUMN imported_names."language" IS 'ISO 639 code; empty when the list does not say';
COMMENT ON COLUMN imported_names.is_weak IS 'whether it is too common to be looked for in texts';
COMMENT ON COLUMN names.is_weak IS 'whether it is too common to be looked for in texts';

COMMENT ON TABLE offices IS 'one office that one person held, of those built in';
COMMENT ON COLUMN offices.entity_id IS 'the person';
COMMENT ON COLUMN offices.country IS 'ISO 3166-1 code of the country; EU or UN';
COMMENT ON COLUMN offices.title IS 'the office, in English';
COMMENT ON COLUMN offices.since IS 'first day, ISO 8601; a month or a year when no more is known';
COMMENT ON COLUMN offices.until IS 'last day, alike; empty for who was in office when Marsad was made';
