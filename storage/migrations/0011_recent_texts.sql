-- Texts stored lately: one that its site repeats at further addresses is stored no more, and what a run not yet closed stored
-- of it is taken back before anybody is told.

CREATE TABLE recent_texts (
    article_id VARCHAR PRIMARY KEY, site VARCHAR NOT NULL, text_hash UBIGINT NOT NULL, title VARCHAR NOT NULL, canonical_url VARCHAR NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL, is_told BOOLEAN NOT NULL
);

COMMENT ON TABLE recent_texts IS 'one article that was stored in the last three days, as far as telling repeated texts from news needs it';
COMMENT ON COLUMN recent_texts.article_id IS 'the article';
COMMENT ON COLUMN recent_texts.site IS 'host and port it was fetched from';
COMMENT ON COLUMN recent_texts.text_hash IS 'hash of the folded text';
COMMENT ON COLUMN recent_texts.title IS 'headline that the feed gives';
COMMENT ON COLUMN recent_texts.canonical_url IS 'address the page claims for itself; empty when it makes none';
COMMENT ON COLUMN recent_texts.seen_at IS 'start of the run that stored it';
COMMENT ON COLUMN recent_texts.is_told IS 'whether a run was closed since: then it is not taken back';
