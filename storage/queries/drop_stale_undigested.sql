-- What digests that are no longer configured had still to tell. $rules: those that are.
DELETE FROM undigested WHERE rule NOT IN (SELECT unnest($rules));
