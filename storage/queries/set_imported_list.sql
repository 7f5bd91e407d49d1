-- What a list is now. $origin, $digest, $entities.
INSERT OR REPLACE INTO imported_lists VALUES ($origin, $digest, $entities);
