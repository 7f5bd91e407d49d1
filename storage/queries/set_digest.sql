-- The digest tells now. $rule, $now.
INSERT OR REPLACE INTO digests VALUES ($rule, $now::TIMESTAMPTZ);
