"""OPML subscription lists (http://opml.org/spec2.opml): read, and written as the `[[source]]` tables of a configuration.

Reading runs in a worker: a list comes from somewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from news.articles.charset import decode
from news.clean import AUTHOR_CHARS, TITLE_CHARS, clean_line
from news.model import Outline, ParsedOpml, Refusal
from news.sources.entries import absolute
from news.sources.xmltext import root_name, without_prolog
from news.url import url_key

MAX_OUTLINES = 10_000


def read_opml(body: bytes) -> ParsedOpml | Refusal:
    """Read the subscriptions of an OPML file, each address once; anything else is refused as `not_a_feed`."""
    text, _ = without_prolog(decode(body).text)
    if (root := root_name(text)) != "opml":
        return Refusal(reason="not_a_feed", detail=f"root element {clean_line(root, 40)!r}")
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    found: dict[str, Outline] = {}
    for outline in _outlines(tree):
        if len(found) < MAX_OUTLINES:
            found.setdefault(url_key(outline.url), outline)
    return ParsedOpml(
        outlines=tuple(found.values()), title=clean_line(str(tree.findtext(".//title") or ""), TITLE_CHARS)
    )


def _outlines(tree: Any) -> Iterator[Outline]:
    """Yield the outlines that name a feed; those around them are its category."""
    path: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag="outline"):
        if event == "end":
            path.pop()
            continue
        told = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        title = clean_line(told.get("title") or told.get("text") or "", AUTHOR_CHARS)
        if url := absolute(told.get("xmlurl", ""), ""):
            html_url = absolute(told.get("htmlurl", ""), "")
            category = "/".join(filter(None, path)) or clean_line(told.get("category", ""), AUTHOR_CHARS)
            yield Outline(title=title, url=url, html_url=html_url, category=category[:AUTHOR_CHARS])
        path.append(title)


def write_sources(outlines: Iterable[Outline], *, taken: Iterable[str] = ()) -> str:
    """Return outlines as `[[source]]` tables in TOML; no two have the same name, and none one of `taken`."""
    names = set(taken)
    tables = []
    for outline in outlines:
        title = clean_line(outline.title, AUTHOR_CHARS)
        name = _free_name(title or urlsplit(outline.url).hostname or outline.url, names)
        names.add(name)
        category = clean_line(outline.category, AUTHOR_CHARS)
        comment = f"  # {category}" if category else ""
        tables.append(f"[[source]]{comment}\nname = {_quoted(name)}\nurl = {_quoted(outline.url)}\n")
    return "\n".join(tables)


def _free_name(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free


def _quoted(text: str) -> str:
    # a JSON string is a TOML basic string once DEL, which titles do not keep, is out of it
    return json.dumps(text, ensure_ascii=False)
