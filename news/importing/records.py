"""Records of a list: an entity, or what is wrong with a line; and how a name of a list is taken over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from news.errors import SettingsError
from news.importing.weak_names import is_weak
from news.model import Entity, Kind, Name

Format = Literal["wikidata", "csv", "opensanctions", "un"]
# Longer is no name that a newspaper prints; more names than this nobody has.
LONGEST_NAME, MOST_NAMES = 150, 200
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,99}")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]")


class BadList(SettingsError):
    """A file that cannot be taken as a list at all; nothing of it is."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, "", problem)


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that is left out: where it begins, and why."""

    line: int
    text: str


Record = Entity | Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A name as a list has it. `is_main`: the one that the list itself would show; `is_weak`: None when it does not say."""

    text: str
    language: str = ""
    is_main: bool = False
    is_weak: bool | None = None


def make_record(line: int, entity_id: str, kind: Kind, names: Iterable[Written]) -> Record:
    """Return an entity with its names cleaned, each once; or what is wrong with it."""
    if not _ID.fullmatch(entity_id):
        return Problem(line, f"no usable id: {entity_id[:60]!r}" if entity_id else "no id")
    cleaned = [name for written in names if (name := _name(kind, written)) is not None]
    distinct: dict[str, Name] = {}
    for name in cleaned:
        distinct.setdefault(name.name, name)
    if not distinct:
        return Problem(line, f"{entity_id}: no name")
    return Entity(entity_id=entity_id, kind=kind, names=tuple(distinct.values())[:MOST_NAMES])


def _name(kind: Kind, written: Written) -> Name | None:
    text = clean_name(written.text)
    if not 0 < len(text) <= LONGEST_NAME or not any(letter.isalpha() for letter in text):
        return None
    weak = written.is_weak if written.is_weak is not None else is_weak(kind, text, is_main=written.is_main)
    return Name(name=text, language=written.language or language_of(text), origin="import", is_weak=weak)


def clean_name(text: str) -> str:
    """Return a name on one line, without control characters and what stands in brackets."""
    printable = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text[:2000])
    return " ".join(_BRACKETS.sub(" ", printable).split()).strip(" ,;\"'«»“”")


def language_of(name: str) -> str:
    """Return what a name's letters say of its language: Arabic, English, or nothing."""
    return "ar" if _ARABIC.search(name) else "en" if name.isascii() else ""


def merge_names(first: Entity, other: Entity) -> Entity:
    """Return an entity that two records of a list tell of, each name once; the first says of what kind it is."""
    names: Sequence[Name] = (*first.names, *other.names)
    distinct: dict[tuple[str, str], Name] = {}
    for name in names:
        distinct.setdefault((name.name, name.form), name)
    most = max(MOST_NAMES, len(first.names))
    return replace(first, names=tuple(distinct.values())[:most])
