-- What a digest has to tell. $rule.
SELECT article_id FROM undigested WHERE rule = $rule;
