"""Mistakes: what pydantic says of a configuration, as key and problem for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from news.configuring.fields import nearest
from news.secrets import mask

Tables = Mapping[str, type[BaseModel]]


def explain(error: ErrorDetails, root: type[BaseModel], tables: Tables) -> tuple[str, str]:
    """Return the key, as in `source[2].url`, and what is there and should be; `tables` are the tables of `root`."""
    key = re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", ".".join(map(str, error["loc"])))
    if error["type"] == "extra_forbidden":
        return key, f"unknown key{nearest_key(error['loc'], root, tables)}"
    if key in tables and error["type"] in ("missing", "too_short"):
        return key, f"at least one [[{key}]] is needed"
    if error["type"] == "missing":
        return key, "is needed"
    return key, f"{_shown(error['input'])}: {_problem(error, key, root, tables)}"


def nearest_key(location: Sequence[int | str], root: type[BaseModel], tables: Tables) -> str:
    """Return the hint for an unknown key: the nearest known one, and all that are known there."""
    model = root
    for part in location[:-1]:
        model = tables.get(str(part), model)
    known = [name for name in model.model_fields if name != "path"]
    return f"; the nearest known one is {nearest(str(location[-1]), known)!r} (known: {', '.join(known)})"


def _shown(value: object) -> str:
    """Return a wrong value as TOML has it; secrets in an address stay hidden, tables stay short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(mask(value)[:200])
    if isinstance(value, int | float):
        return str(value)[:40]
    return {"dict": "a table", "list": "a list", "tuple": "a list"}.get(type(value).__name__, type(value).__name__)


def _problem(error: ErrorDetails, key: str, root: type[BaseModel], tables: Tables) -> str:
    table = re.sub(r"\[\d+\]$", "", key)
    if table in tables:
        many = "tuple" in str(root.model_fields[table].annotation)
        return f"write [[{table}]], with two brackets" if many else f"write [{table}], once and with one bracket"
    message = error["msg"].removeprefix("Value error, ").replace("valid tuple", "list")
    message = re.sub(r"^(?:Input|String|Tuple) should", "should", message)
    return message[:1].lower() + message[1:]
