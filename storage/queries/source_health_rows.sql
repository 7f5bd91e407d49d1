-- Health of every source.
SELECT source, last_success_at, last_new_at, failing_since, reason, items_7d FROM source_health ORDER BY source;
