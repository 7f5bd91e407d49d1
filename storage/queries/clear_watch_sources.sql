-- Before the pairs of the configuration are written anew.
DELETE FROM watch_sources;
