-- Recorded in the transaction that applied it. $number.
INSERT INTO migrations VALUES ($number, now());
