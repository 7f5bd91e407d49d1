"""Wikibase's API: which items are asked for, and what its answers say of each.

The module wbgetentities: https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities. It takes 50 ids at once, leaves
out without a word what would make an answer larger than 8 MB, and answers a merged item with the one it was merged into.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from news.importing.records import Problem
from news.importing.wikidata import LANGUAGES

# As many ids as one request may name, and seconds that its databases may lag behind for us to be served (API:Etiquette).
AT_ONCE, MAX_LAG = 50, 5
# ItemId::MAX of Wikibase's data model; a larger number ends a request for all.
_LARGEST = 2**31 - 1
_ID = re.compile(r"(?:https?://\S{1,200}/|wikidata:)?(Q[1-9]\d{0,9})", re.IGNORECASE)
_HEAD = 1 << 16
# Errors that are over after a while.
_BUSY = frozenset({"maxlag", "ratelimited", "readonly"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What an answer says: items by the id that was asked for, what is not there, and ids it says nothing of.

    `error` is the API's own, with its code; `is_busy` says that it will be over.
    """

    items: Mapping[str, Mapping[str, Any]]
    missing: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    error: str = ""
    is_busy: bool = False


def item_id(text: str) -> str | None:
    """Return the id of an item that is written alone, after `wikidata:` or as an address; None for anything else."""
    found = _ID.fullmatch(text.strip())
    return found[1].upper() if found and int(found[1][1:]) <= _LARGEST else None


def read_ids(lines: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Return the ids of a file's lines, each once, and the lines that have none; what follows an id or `#` is for people."""
    ids: dict[str, None] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        word = _first_word(line)
        if found := item_id(word):
            ids[found] = None
        elif word:
            problems.append(Problem(number, f"{word[:60]!r} is no id of an item, such as Q42"))
    return list(ids), problems


def read_id_file(path: Path) -> tuple[list[str], list[Problem]] | None:
    """Return what `read_ids` finds in a file whose first entry is an id; None for a file that is something else."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            head = file.read(_HEAD).splitlines()
            first = next((word for line in head if (word := _first_word(line))), "")
            if item_id(first) is None:
                return None
            file.seek(0)
            return read_ids(file)
    except (OSError, UnicodeDecodeError):  # who reads it as a list says what is wrong with it
        return None


def _first_word(line: str) -> str:
    return next(iter(line.partition("#")[0].split()), "")


def request_url(api: str, ids: Sequence[str]) -> str:
    """Return the address that asks an API for names and claims of items."""
    asked = {
        "action": "wbgetentities",
        "format": "json",
        "ids": "|".join(ids),
        "props": "labels|aliases|claims",
        "languages": "|".join(LANGUAGES),
        "maxlag": MAX_LAG,
    }
    parts = urlsplit(api)
    query = "&".join(part for part in (parts.query, urlencode(asked)) if part)
    return urlunsplit(parts._replace(query=query, fragment=""))


def read_answer(body: bytes, ids: Sequence[str]) -> Answer | None:
    """Return what an answer says of the ids that were asked for; None when it is not the API's."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, a number of a million digits, or nested too deep
        return None
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("error"), dict):
        return _refused(document["error"], ids)
    entities = document.get("entities")
    if not isinstance(entities, dict):
        return None
    told = {one: entities[one] for one in ids if isinstance(entities.get(one), dict)}
    items = {one: item for one, item in told.items() if "missing" not in item and item_id(str(item.get("id", "")))}
    return Answer(
        items=items,
        missing=tuple(one for one in told if one not in items),
        silent=tuple(one for one in ids if one not in told),
    )


def _refused(error: Mapping[str, Any], ids: Sequence[str]) -> Answer:
    code, told = str(error.get("code", ""))[:60], str(error.get("info", ""))[:200]
    if code == "no-such-entity":  # one id ends the request for all
        bad = str(error.get("id", "")).upper()
        missing = (bad,) if bad in ids else tuple(ids) if len(ids) == 1 else ()
        return Answer(items={}, missing=missing, silent=tuple(one for one in ids if one not in missing))
    return Answer(items={}, silent=tuple(ids), error=f"{code}: {told}", is_busy=code in _BUSY)
