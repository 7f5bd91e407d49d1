-- Articles that have a name nobody has decided about. $rows: name_id, article_id, kind, mentions, evidence, sentence.
INSERT OR REPLACE INTO name_sightings
SELECT row.name_id, row.article_id, row.kind, row.mentions, row.evidence, row.sentence
FROM (
    SELECT unnest(from_json($rows, '[{
        "name_id": "VARCHAR", "article_id": "VARCHAR", "kind": "VARCHAR", "mentions": "INTEGER", "evidence": "VARCHAR", "sentence": "VARCHAR"
    }]')) AS row
)
JOIN new_names ON new_names.name_id = row.name_id AND new_names.state = 'candidate';
