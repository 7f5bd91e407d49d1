-- The history. Plural tables, natural keys, TIMESTAMPTZ in UTC. No foreign keys: an update of a referenced row would fail.

CREATE TABLE entities (entity_id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, name VARCHAR NOT NULL);
CREATE TABLE names (entity_id VARCHAR NOT NULL, name VARCHAR NOT NULL, language VARCHAR NOT NULL, origin VARCHAR NOT NULL);

-- the queue and everything decided; `key` is the URL's identity (news.url.url_key)
CREATE TABLE items (
    key VARCHAR PRIMARY KEY,
    url VARCHAR NOT NULL,
    source VARCHAR NOT NULL,               -- the source that named it first
    state VARCHAR NOT NULL,                -- queued | failed | stored | skipped
    tries INTEGER NOT NULL DEFAULT 0,      -- failed fetches so far
    next_try_at TIMESTAMPTZ,               -- NULL: only when its feed entry changes
    first_seen_at TIMESTAMPTZ NOT NULL,
    first_failed_at TIMESTAMPTZ,
    refetches INTEGER NOT NULL DEFAULT 0,  -- of a stored item: 1 h, 6 h, 24 h
    article_id VARCHAR,
    reason VARCHAR NOT NULL DEFAULT '',
    stamp VARCHAR NOT NULL DEFAULT '',     -- what the feed said of it last
    guid VARCHAR NOT NULL DEFAULT '',      -- hash of the source's own id of it; empty: none of its own
    entry JSON                             -- the feed's own title, author and date: a later look must read them the same
);
-- Is an item to be fetched now? No try is put off for more than a day: a later one is from a clock that was ahead.
CREATE MACRO is_due(state, next_try_at, moment) AS state = 'queued' OR coalesce(
    state IN ('failed', 'stored') AND (next_try_at <= moment OR next_try_at > moment + INTERVAL 24 HOURS), false
);
-- which sources named an item in a run: the ground of every count
CREATE TABLE named (run_id VARCHAR NOT NULL, source VARCHAR NOT NULL, key VARCHAR NOT NULL);
-- which sources named an item, ever: a feed that answers 304 names nothing, and its watches still look at the item
CREATE TABLE namings (key VARCHAR NOT NULL, source VARCHAR NOT NULL, PRIMARY KEY (key, source));
-- of a source and its address: another source of one address has not seen what they vouch for
CREATE TABLE validators (
    source VARCHAR NOT NULL, url VARCHAR NOT NULL, etag VARCHAR NOT NULL, last_modified VARCHAR NOT NULL, stored_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, url)
);
CREATE TABLE visits (
    run_id VARCHAR NOT NULL, source VARCHAR NOT NULL, url VARCHAR NOT NULL, at_time TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL, status INTEGER, bytes BIGINT NOT NULL, seconds DOUBLE NOT NULL
);
-- how each item of a run ended; rows with outcome `known` are counted and dropped at the close of the run
CREATE TABLE outcomes (
    run_id VARCHAR NOT NULL, source VARCHAR NOT NULL, url VARCHAR NOT NULL, key VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL
);
CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY, started_at TIMESTAMPTZ NOT NULL, finished_at TIMESTAMPTZ, state VARCHAR NOT NULL,
    found INTEGER NOT NULL, new_articles INTEGER NOT NULL, known INTEGER NOT NULL, skipped INTEGER NOT NULL, failed INTEGER NOT NULL,
    "similar" INTEGER NOT NULL, copies INTEGER NOT NULL, mentions INTEGER NOT NULL, alerts INTEGER NOT NULL
);
CREATE TABLE run_sources (
    run_id VARCHAR NOT NULL, source VARCHAR NOT NULL, outcome VARCHAR NOT NULL, reason VARCHAR NOT NULL,
    found INTEGER NOT NULL, new_articles INTEGER NOT NULL, known INTEGER NOT NULL, skipped INTEGER NOT NULL, failed INTEGER NOT NULL
);

CREATE TABLE articles (
    article_id VARCHAR PRIMARY KEY, url VARCHAR NOT NULL, canonical_url VARCHAR NOT NULL, source VARCHAR NOT NULL, outlet VARCHAR NOT NULL,
    title VARCHAR NOT NULL, author VARCHAR NOT NULL, language VARCHAR NOT NULL,
    published_at TIMESTAMPTZ, published_day DATE, published_from VARCHAR NOT NULL,
    published_raw VARCHAR NOT NULL DEFAULT '', published_confidence DOUBLE NOT NULL DEFAULT 0,
    first_seen_at TIMESTAMPTZ NOT NULL, fetched_at TIMESTAMPTZ NOT NULL, version INTEGER NOT NULL,
    copy_of VARCHAR, story_id VARCHAR NOT NULL, text VARCHAR NOT NULL, text_from VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL                -- the run that stored it first
);
CREATE TABLE versions (
    article_id VARCHAR NOT NULL, version INTEGER NOT NULL, fetched_at TIMESTAMPTZ NOT NULL, title VARCHAR NOT NULL, text VARCHAR NOT NULL,
    archive_file VARCHAR NOT NULL, archive_offset BIGINT NOT NULL, PRIMARY KEY (article_id, version)
);
CREATE TABLE sightings (article_id VARCHAR NOT NULL, source VARCHAR NOT NULL, seen_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (article_id, source));
CREATE TABLE matches (watch VARCHAR NOT NULL, article_id VARCHAR NOT NULL, score DOUBLE NOT NULL, reasons JSON NOT NULL, PRIMARY KEY (watch, article_id));
CREATE TABLE mentions (
    article_id VARCHAR NOT NULL, version INTEGER NOT NULL, entity_id VARCHAR NOT NULL, field VARCHAR NOT NULL, surface VARCHAR NOT NULL,
    start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, form VARCHAR NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL
);
CREATE TABLE stories (story_id VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, first_seen_at TIMESTAMPTZ NOT NULL, articles INTEGER NOT NULL, outlets INTEGER NOT NULL);

-- what comparing needs: only the newest version of each article
CREATE TABLE bands (band UBIGINT NOT NULL, article_id VARCHAR NOT NULL);
CREATE TABLE sketches (article_id VARCHAR PRIMARY KEY, story_id VARCHAR NOT NULL, first_seen_at TIMESTAMPTZ NOT NULL, terms JSON NOT NULL);

CREATE TABLE alerts (
    alert_id VARCHAR PRIMARY KEY,          -- hash of rule, subject and window: the same alert cannot be written twice
    rule VARCHAR NOT NULL, watch VARCHAR NOT NULL, raised_at TIMESTAMPTZ NOT NULL, title VARCHAR NOT NULL, evidence JSON NOT NULL, run_id VARCHAR NOT NULL
);
CREATE TABLE letters (
    letter_id VARCHAR PRIMARY KEY, alert_ids VARCHAR[] NOT NULL, recipient VARCHAR NOT NULL, state VARCHAR NOT NULL, attempts INTEGER NOT NULL,
    message_id VARCHAR NOT NULL, sent_at TIMESTAMPTZ, last_error VARCHAR NOT NULL,
    created_at TIMESTAMPTZ NOT NULL, next_try_at TIMESTAMPTZ, message BLOB NOT NULL  -- the letter as RFC 5322 bytes, fixed when written
);
-- articles that fit a watch and that the rules have not seen; emptied by the close of a run, so a crash between loses no alert
CREATE TABLE unevaluated (article_id VARCHAR PRIMARY KEY, since TIMESTAMPTZ NOT NULL);
-- articles a digest has still to tell, and when each digest told last
CREATE TABLE undigested (rule VARCHAR NOT NULL, article_id VARCHAR NOT NULL, PRIMARY KEY (rule, article_id));
CREATE TABLE digests (rule VARCHAR PRIMARY KEY, told_at TIMESTAMPTZ NOT NULL);
-- facts of this history: the schedule's time zone (for `day`), the watches and their sources
CREATE TABLE settings (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE watch_sources (watch VARCHAR NOT NULL, source VARCHAR NOT NULL);
CREATE TABLE archives (archive_file VARCHAR PRIMARY KEY, loaded_at TIMESTAMPTZ NOT NULL);
