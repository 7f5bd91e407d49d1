"""SQL lives in files; this finds them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sql(name: str) -> str:
    """Return the text of queries/<name>.sql."""
    return files("storage").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
