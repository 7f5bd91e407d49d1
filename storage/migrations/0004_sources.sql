-- What is remembered of sources between runs, so that they are visited as they publish and as they ask.

CREATE TABLE source_states (
    source VARCHAR PRIMARY KEY,
    url VARCHAR NOT NULL,           -- as configured when this was written; another one is another source
    feed_url VARCHAR NOT NULL,      -- what is read instead, found by looking over `url`; empty: `url` itself
    kind VARCHAR NOT NULL,          -- rss | atom | json | sitemap | news-sitemap | page | gdelt; empty until it answered
    looked_at TIMESTAMPTZ,          -- when `feed_url` was found
    moved_to VARCHAR NOT NULL,      -- where the source says it has moved for good; empty: nowhere
    visited_at TIMESTAMPTZ, rate DOUBLE, "window" INTEGER NOT NULL, failures INTEGER NOT NULL,
    next_visit_at TIMESTAMPTZ, not_before TIMESTAMPTZ
);
CREATE TABLE gaps (
    run_id VARCHAR NOT NULL, source VARCHAR NOT NULL, from_time TIMESTAMPTZ NOT NULL, to_time TIMESTAMPTZ NOT NULL, missing INTEGER NOT NULL,
    PRIMARY KEY (run_id, source)
);
-- lines at the edges of a source's articles: what stands in five of them is the source's, not the journalist's
CREATE TABLE source_lines (
    source VARCHAR NOT NULL, line UBIGINT NOT NULL, articles INTEGER NOT NULL, last_seen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, line)
);

COMMENT ON TABLE source_states IS 'what is remembered of one source between runs';
COMMENT ON COLUMN source_states.source IS 'the source';
COMMENT ON COLUMN source_states.url IS 'its address when this was written';
COMMENT ON COLUMN source_states.feed_url IS 'what is read instead, found by looking over the address; empty: the address itself';
COMMENT ON COLUMN source_states.kind IS 'rss, atom, json, sitemap, news-sitemap, page or gdelt; empty until it answered';
COMMENT ON COLUMN source_states.looked_at IS 'when `feed_url` was found';
COMMENT ON COLUMN source_states.moved_to IS 'where it says that it has moved for good; empty: nowhere';
COMMENT ON COLUMN source_states.visited_at IS 'its last answer';
COMMENT ON COLUMN source_states.rate IS 'new items an hour, weighted towards now; NULL until two answers told';
COMMENT ON COLUMN source_states."window" IS 'items it named at once in its last answer';
COMMENT ON COLUMN source_states.failures IS 'failed visits in a row';
COMMENT ON COLUMN source_states.next_visit_at IS 'when the schedule visits it next';
COMMENT ON COLUMN source_states.not_before IS 'until when it asked to be left alone; NULL: it did not';
COMMENT ON TABLE gaps IS 'a visit at which a source named nothing that it had named before: items between may be missing';
COMMENT ON COLUMN gaps.run_id IS 'the run that found the gap';
COMMENT ON COLUMN gaps.source IS 'the source';
COMMENT ON COLUMN gaps.from_time IS 'the visit before';
COMMENT ON COLUMN gaps.to_time IS 'the visit that found it';
COMMENT ON COLUMN gaps.missing IS 'items that may be missing, estimated from the source''s rate; at least 1';
COMMENT ON TABLE source_lines IS 'one line at the edge of a source''s articles';
COMMENT ON COLUMN source_lines.source IS 'the source';
COMMENT ON COLUMN source_lines.line IS 'hash of the folded line';
COMMENT ON COLUMN source_lines.articles IS 'articles that have it, copies left out; from 5 on it is dropped from the edges of texts';
COMMENT ON COLUMN source_lines.last_seen_at IS 'when it was last seen; a line seen once is forgotten after 30 days';
