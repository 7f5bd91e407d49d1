-- Who said what. Only speakers who are known have rows.
CREATE TABLE quotes (
    article_id VARCHAR NOT NULL, version INTEGER NOT NULL, entity_id VARCHAR NOT NULL, verb VARCHAR NOT NULL, quote VARCHAR NOT NULL,
    start_char INTEGER NOT NULL, end_char INTEGER NOT NULL
);
COMMENT ON TABLE quotes IS 'what one version of an article says that one entity said, in its own words or reported; of several speakers together one row each';
COMMENT ON COLUMN quotes.article_id IS 'the article';
COMMENT ON COLUMN quotes.version IS 'the version';
COMMENT ON COLUMN quotes.entity_id IS 'the entity that speaks; who is not known has no row';
COMMENT ON COLUMN quotes.verb IS 'the verb of speech as written, without a conjunction: قال, أضافت, said';
COMMENT ON COLUMN quotes.quote IS 'what was said: the words between quotation marks, or the reported clause with the word that begins it: substring(text, start_char + 1, end_char - start_char)';
COMMENT ON COLUMN quotes.start_char IS 'offset of the first character in the text, from 0, in Unicode code points';
COMMENT ON COLUMN quotes.end_char IS 'offset behind the last character';
