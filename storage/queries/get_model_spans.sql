-- What a model saw in texts; one that it could not read gets another chance after a week. $hashes, $model, $now.
SELECT text_hash, spans, reason, detail FROM model_spans
WHERE model = $model AND text_hash IN (SELECT unnest($hashes))
    AND (reason = '' OR read_at > $now::TIMESTAMPTZ - INTERVAL 7 DAYS);
