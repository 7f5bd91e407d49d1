-- The rows of this archive file are stored. $archive_file, $loaded_at.
INSERT OR REPLACE INTO archives VALUES ($archive_file, $loaded_at::TIMESTAMPTZ);
