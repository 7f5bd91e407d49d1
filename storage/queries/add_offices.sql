-- Who held which office, and when. $rows: entity_id, country, title, since, until.
INSERT INTO offices BY NAME
SELECT row.* FROM (
    SELECT unnest(from_json($rows, '[{
        "entity_id": "VARCHAR", "country": "VARCHAR", "title": "VARCHAR", "since": "VARCHAR", "until": "VARCHAR"
    }]')) AS row
);
