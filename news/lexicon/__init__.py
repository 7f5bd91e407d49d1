"""The names of imported lists, in a file that runs map instead of reading: as many as a million."""
