-- When the digest told last. $rule.
SELECT told_at FROM digests WHERE rule = $rule;
