-- The digest has told. $rule.
DELETE FROM undigested WHERE rule = $rule;
