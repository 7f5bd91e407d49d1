-- Before names are written anew: all, or but for those of entities that lists alone have. $keeps_listed; $joined: ids of lists that are somebody else's.
DELETE FROM names
WHERE NOT $keeps_listed
    OR entity_id NOT IN (SELECT entity_id FROM imported_names WHERE entity_id NOT IN (SELECT unnest($joined::VARCHAR[])));
