-- Articles that a digest has to tell. $rule, $ids.
INSERT INTO undigested SELECT $rule, unnest($ids) ON CONFLICT DO NOTHING;
