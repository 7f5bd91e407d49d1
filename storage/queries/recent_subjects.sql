-- What a rule has already raised within its window. $rule, $since.
SELECT watch, evidence ->> 'entity' FROM alerts WHERE rule = $rule AND raised_at > $since::TIMESTAMPTZ;
