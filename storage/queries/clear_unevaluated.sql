-- The rules have seen everything.
DELETE FROM unevaluated;
