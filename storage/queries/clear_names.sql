-- Before the names of the configuration are written anew.
DELETE FROM names;
