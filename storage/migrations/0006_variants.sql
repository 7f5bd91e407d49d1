-- A name may be one that nobody gave: each says how sure it is.
ALTER TABLE names ADD COLUMN confidence DOUBLE;
UPDATE names SET confidence = 1;
COMMENT ON COLUMN names.confidence IS 'how sure it is that the name is written so, 0 to 1; 1 for names that somebody gave';
