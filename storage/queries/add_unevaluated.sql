-- The rules have still to look at these. $ids.
INSERT INTO unevaluated SELECT unnest($ids) ON CONFLICT DO NOTHING;
