-- What a rule has already raised within its window. $rule, $since, $now.
SELECT watch, evidence ->> 'entity' FROM alerts WHERE rule = $rule AND raised_at > $since::TIMESTAMPTZ AND raised_at <= $now::TIMESTAMPTZ;
