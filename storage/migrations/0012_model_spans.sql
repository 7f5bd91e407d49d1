-- What a model of one's own saw in a text: read once, whatever happens to the article later.

CREATE TABLE model_spans (
    text_hash VARCHAR NOT NULL, model VARCHAR NOT NULL, spans VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL,
    read_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (text_hash, model)
);

COMMENT ON TABLE model_spans IS 'a text and a model of [ner] that has read it';
COMMENT ON COLUMN model_spans.text_hash IS 'the first 32 digits of the SHA-256 of the text in UTF-8';
COMMENT ON COLUMN model_spans.model IS 'hash of the files of the model, its labels and its threshold';
COMMENT ON COLUMN model_spans.spans IS 'JSON: [start, end, kind, score] of each name that it saw, in code points of the text';
COMMENT ON COLUMN model_spans.reason IS 'why it saw none, a code of docs/reasons.md; empty: it has read the text';
COMMENT ON COLUMN model_spans.detail IS 'what it said then';
COMMENT ON COLUMN model_spans.read_at IS 'when it read the text';
