-- Names that no list holds: where they were seen, and what the user decided about them.

CREATE TABLE new_names (
    name_id VARCHAR PRIMARY KEY,    -- the folded spelling: variants of one name share it
    name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,         -- candidate | accepted | merged | rejected
    entity_id VARCHAR NOT NULL,     -- whose name it is, once accepted or merged; empty before
    first_seen_at TIMESTAMPTZ NOT NULL, last_seen_at TIMESTAMPTZ NOT NULL, decided_at TIMESTAMPTZ
);
CREATE TABLE name_sightings (
    name_id VARCHAR NOT NULL, article_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, mentions INTEGER NOT NULL,
    evidence VARCHAR NOT NULL, sentence VARCHAR NOT NULL,
    PRIMARY KEY (name_id, article_id)
);

COMMENT ON TABLE new_names IS 'a name that no list holds, found by the words beside it';
COMMENT ON COLUMN new_names.name_id IS 'its folded spelling, which its variants share';
COMMENT ON COLUMN new_names.name IS 'as it was first written';
COMMENT ON COLUMN new_names.kind IS 'person, place or organisation, by the first article or the user';
COMMENT ON COLUMN new_names.state IS 'candidate, accepted, merged or rejected';
COMMENT ON COLUMN new_names.entity_id IS 'the entity that it became or was merged into; empty: none yet';
COMMENT ON COLUMN new_names.first_seen_at IS 'when an article first had it';
COMMENT ON COLUMN new_names.last_seen_at IS 'when an article last had it; a candidate is forgotten 30 days later';
COMMENT ON COLUMN new_names.decided_at IS 'when the user accepted, merged or rejected it';
COMMENT ON TABLE name_sightings IS 'a new name in one article; copies are left out';
COMMENT ON COLUMN name_sightings.name_id IS 'the name';
COMMENT ON COLUMN name_sightings.article_id IS 'the article';
COMMENT ON COLUMN name_sightings.kind IS 'person, place or organisation, as this article has it';
COMMENT ON COLUMN name_sightings.mentions IS 'how often its text has the name, short forms of persons included';
COMMENT ON COLUMN name_sightings.evidence IS 'what gave it away: title, verb of saying, given name, head noun, preposition, gazetteer and so on';
COMMENT ON COLUMN name_sightings.sentence IS 'the sentence that has it first, cut to 300 characters';
