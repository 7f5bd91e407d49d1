"""What is kept: the store, the archive, the published history. The only place that imports DuckDB; SQL is in files."""
