-- One entity: its names, and the forms in which it was found. $id.
SELECT
    entities.entity_id, entities.kind, entities.name,
    (SELECT list({'name': names.name, 'language': language, 'origin': origin, 'is_weak': is_weak, 'confidence': confidence}) FROM names WHERE names.entity_id = entities.entity_id) AS names,
    (
        SELECT list({'country': country, 'office': title, 'since': since, 'until': until} ORDER BY since)
        FROM offices
        WHERE offices.entity_id = entities.entity_id
    ) AS offices,
    (
        SELECT list({'surface': surface, 'form': form, 'mentions': n} ORDER BY n DESC, surface)
        FROM (SELECT surface, form, count(*) AS n FROM mentions WHERE mentions.entity_id = $id GROUP BY ALL)
    ) AS found_as
FROM entities
WHERE entities.entity_id = $id;
