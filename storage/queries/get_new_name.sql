-- A new name with the kind that most of its articles give it. $name_id.
SELECT new_names.name, coalesce(mode(name_sightings.kind), any_value(new_names.kind)) AS kind
FROM new_names
LEFT JOIN name_sightings USING (name_id)
WHERE new_names.name_id = $name_id
GROUP BY new_names.name;
