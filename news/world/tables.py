"""Hand-made tables of names: a line is an entity, its identifier and its names parted by bars."""

from __future__ import annotations


def read_table(lines: str) -> dict[str, tuple[str, ...]]:
    """Return the names by identifier."""
    split = (line.split(" | ") for line in lines.strip().splitlines())
    return {slug: tuple(names) for slug, *names in split}
