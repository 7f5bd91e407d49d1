-- What other models saw, a month after they were last used. $model, $now.
DELETE FROM model_spans
WHERE model <> $model AND model NOT IN (SELECT model FROM model_spans WHERE read_at > $now::TIMESTAMPTZ - INTERVAL 30 DAYS);
