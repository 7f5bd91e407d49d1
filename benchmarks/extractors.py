"""What reads a page, behind one face: ours, and what else is used for it."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from news.articles.page import read_page
from news.model import Page

NOW = datetime(2026, 11, 24, tzinfo=UTC)
OURS, TRAFILATURA, FAST = "marsad", "trafilatura", "trafilatura fast+metadata"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a method says the article is."""

    text: str = ""
    title: str = ""
    day: date | None = None


Method = Callable[[bytes, str], Reading]


def methods() -> dict[str, Method]:
    """Return every method that can be imported here; says which cannot."""
    makers: dict[str, Callable[[], Method]] = {
        OURS: lambda: ours,
        TRAFILATURA: lambda: trafilatura(),
        FAST: lambda: trafilatura(fast=True, with_metadata=True),
        "resiliparse": resiliparse,
        "newspaper4k": newspaper,
        "readability-lxml": readability,
    }
    found: dict[str, Method] = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError as error:
            print(f"{name} left out: {error} (uv sync --group bench)")
    return found


def ours(body: bytes, url: str) -> Reading:
    page = read_page(body, url=url, now=NOW)
    if not isinstance(page, Page):
        return Reading()
    return Reading(text=page.text, title=page.title, day=page.published.day)


def trafilatura(**options: bool) -> Method:
    from trafilatura import bare_extraction

    def read(body: bytes, url: str) -> Reading:
        document: Any = bare_extraction(body, url=url or None, **options)
        if document is None:
            return Reading()
        return Reading(text=document.text or "", title=document.title or "", day=_day(document.date))

    return read


def resiliparse() -> Method:
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    tree_of = importlib.import_module("resiliparse.parse.html").HTMLTree.parse_from_bytes
    detect = importlib.import_module("resiliparse.parse.encoding").detect_encoding

    def read(body: bytes, url: str) -> Reading:
        tree = tree_of(body, detect(body))
        text = extract(tree, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False)
        return Reading(text=text, title=tree.title or "")

    return read


def newspaper() -> Method:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its optional NLP part is not wanted
        article = importlib.import_module("newspaper").Article

    def read(body: bytes, url: str) -> Reading:
        one = article(url or "http://page.example/", fetch_images=False)
        one.download(input_html=body.decode("utf-8", "replace"))
        one.parse()
        stamp = one.publish_date
        return Reading(text=one.text, title=one.title, day=stamp.date() if isinstance(stamp, datetime) else None)

    return read


def readability() -> Method:
    document = importlib.import_module("readability").Document
    fromstring = importlib.import_module("lxml.html").fromstring

    def read(body: bytes, url: str) -> Reading:
        one = document(body)
        lines = (" ".join(part.split()) for part in fromstring(one.summary()).itertext())
        return Reading(text="\n".join(line for line in lines if line), title=one.short_title())

    return read


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
