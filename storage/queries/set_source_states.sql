-- What is remembered of sources after a visit. $rows.
INSERT OR REPLACE INTO source_states BY NAME
SELECT row.*
FROM (
    SELECT unnest(from_json($rows, '[{
        "source": "VARCHAR", "url": "VARCHAR", "feed_url": "VARCHAR", "kind": "VARCHAR", "looked_at": "TIMESTAMPTZ", "moved_to": "VARCHAR",
        "visited_at": "TIMESTAMPTZ", "rate": "DOUBLE", "window": "INTEGER", "failures": "INTEGER", "next_visit_at": "TIMESTAMPTZ",
        "not_before": "TIMESTAMPTZ"
    }]')) AS row
);
