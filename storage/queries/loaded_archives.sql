-- Archive files whose rows are stored.
SELECT archive_file FROM archives;
