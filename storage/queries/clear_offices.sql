-- Before the offices of who is known are written anew.
DELETE FROM offices;
