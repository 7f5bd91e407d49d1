-- What a model saw in texts. $model, $now, $rows: text_hash, spans, reason, detail.
INSERT OR REPLACE INTO model_spans
SELECT row.text_hash, $model, row.spans, row.reason, row.detail, $now::TIMESTAMPTZ
FROM (
    SELECT unnest(from_json($rows, '[{"text_hash": "VARCHAR", "spans": "VARCHAR", "reason": "VARCHAR", "detail": "VARCHAR"}]')) AS row
);
