-- Which lists and rules read a text: what others read is read again by a replay.

ALTER TABLE versions ADD COLUMN resolver VARCHAR DEFAULT '';
ALTER TABLE mentions ADD COLUMN resolver VARCHAR DEFAULT '';

COMMENT ON COLUMN versions.resolver IS 'version of the known names and the rules that read this text last: a hash of both; empty: from before these were kept';
COMMENT ON COLUMN mentions.resolver IS 'version of the known names and the rules that found it: a hash of both; empty: from before these were kept';
