-- Recorded in the transaction that applied it. $number.
INSERT INTO migrations (number) VALUES ($number);
