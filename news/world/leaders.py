"""Heads of state and government, foreign and defence ministers since 2010, some earlier ones, and their terms: leaders.txt.

Left out is who has a name that is many people's («محمد مصطفى», «أبي أحمد» is anybody's father), and of everybody what is not
certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

from news.model import Entity, Name, Office

_OFFICE = re.compile(r"([A-Z]{2}) ([a-z][a-z -]+?) (\d{4}(?:-\d\d){0,2})(?: (\d{4}(?:-\d\d){0,2}))?")


def leaders() -> Iterator[Entity]:
    """Yield them, each with its offices."""
    lines = files("news.world").joinpath("leaders.txt").read_text(encoding="utf-8").splitlines()
    for line in (one for one in lines if not one.startswith("#")):
        latin, arabic, offices = line.split(" | ")
        names = [(name, "en") for name in latin.split(" / ")] + [(name, "ar") for name in arabic.split(" / ")]
        yield Entity(
            entity_id=f"person:{_slug(names[0][0])}",
            kind="person",
            names=tuple(Name(name=name, language=language, origin="builtin") for name, language in names),
            offices=tuple(_offices(offices)),
        )


def _offices(text: str) -> Iterator[Office]:
    for one in text.split("; "):
        found = _OFFICE.fullmatch(one)
        assert found is not None, one
        country, title, since, until = found.groups()
        yield Office(country=country, title=title.replace("-", " "), since=since, until=until or "")


def _slug(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
