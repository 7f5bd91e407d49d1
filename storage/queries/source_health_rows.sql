-- Health of every source.
SELECT
    source, kind, last_success_at, last_new_at, failing_since, reason, items_7d, quiet_since, quiet_languages, missing_7d,
    extraction_worse, moved_to, next_visit_at
FROM source_health
ORDER BY source;
