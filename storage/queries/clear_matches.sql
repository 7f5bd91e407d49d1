-- Before the matches of all articles are written anew.
DELETE FROM matches;
