"""The Security Council's consolidated list as XML (https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from lxml import etree

from news.importing.records import BadList, Problem, Record, Written, make_record
from news.model import Kind

_KINDS: dict[str, Kind] = {"INDIVIDUAL": "person", "ENTITY": "organisation"}
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
# A word in capitals and no longer is an abbreviation; the list writes whole names so: "USAMA BIN LADEN".
_LONGEST_ACRONYM = 4


class Bytes(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, `size` at most."""
        ...


def read_list(stream: Bytes, path: Path) -> Iterator[Record]:
    """Yield what each entry says. No entity of a DTD is expanded or fetched; raises BadList for a file torn or not XML."""
    events = etree.iterparse(
        stream, events=("end",), tag=tuple(_KINDS), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in events:
            yield _read(element)
            element.clear()
    except etree.XMLSyntaxError as error:
        raise BadList(path, f"no whole XML file ({error})") from error


def _read(element: Any) -> Record:
    kind = _KINDS[element.tag]
    reference = _text(element, "REFERENCE_NUMBER")
    if not reference:
        return Problem(element.sourceline or 0, "no REFERENCE_NUMBER")
    full = " ".join(filter(None, (_text(element, part) for part in _PARTS)))
    names = [Written(text=_recased(full, kind)), Written(text=_text(element, "NAME_ORIGINAL_SCRIPT"))]
    for alias in element.iterchildren(f"{element.tag}_ALIAS"):
        is_low = _text(alias, "QUALITY").casefold() == "low"
        for text in _text(alias, "ALIAS_NAME").split(";"):
            names.append(Written(text=_recased(text, kind), is_weak=True if is_low else None))
    return make_record(element.sourceline or 0, f"un:{reference}", kind, names)


def _text(element: Any, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _recased(name: str, kind: Kind) -> str:
    """Return a name in capitals as newspapers write it; abbreviations stay."""
    if not name.isupper():
        return name
    shortest = 0 if kind == "person" or " " in name else _LONGEST_ACRONYM
    return " ".join(word.title() if len(word) > shortest else word for word in name.split())
