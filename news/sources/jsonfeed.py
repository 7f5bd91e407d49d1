"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Runs in a worker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from news.articles.charset import decode
from news.clean import TITLE_CHARS, clean_line
from news.model import ParsedFeed, Refusal
from news.sources.entries import Told, absolute, distinct, entry_of, told_apart, unlinked
from news.sources.markup import text_of
from news.sources.rss import is_article

_ITEMS = re.compile(r"\"items\"\s{0,20}:\s{0,20}\[")


@dataclass(frozen=True, kw_only=True, slots=True)
class Json:
    """A JSON document as read; `complete` is False for the whole items of a torn JSON Feed."""

    document: Any
    complete: bool
    is_suspect: bool


def load_json(body: bytes) -> Json:
    """Parse JSON; `document` is empty for what is none. Raises RecursionError for what is nested too deep."""
    decoded = decode(body, "application/json; charset=utf-8")
    try:
        document = json.loads(decoded.text.removeprefix("\ufeff"), parse_int=_number)
        return Json(document=document, complete=True, is_suspect=decoded.is_suspect)
    except ValueError:
        return Json(document=_torn(decoded.text), complete=False, is_suspect=decoded.is_suspect)


def _number(digits: str) -> int | str:
    # Python refuses to read thousands of digits; a number that long can only be somebody's id
    return int(digits) if len(digits) < 30 else digits


def read_json(loaded: Json, *, url: str, now: datetime, limit: int) -> ParsedFeed | Refusal:
    """Read a JSON Feed; at most `limit` items. Other JSON is refused as `not_a_feed`."""
    document = loaded.document
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in _said(document, "version"):
        return Refusal(reason="not_a_feed", detail="JSON, but no JSON Feed")
    told = told_apart([_told(item, url) for item in items[:limit] if isinstance(item, dict)])
    entries = [entry_of(one, now) for one in told]
    return ParsedFeed(
        kind="json",
        entries=distinct(entries),
        unlinked=unlinked(entries),
        total=len(items),
        cut=len(items) > limit,
        title=clean_line(_said(document, "title"), TITLE_CHARS),
        language=clean_line(_said(document, "language"), 20),
        complete=loaded.complete,
        charset_suspect=loaded.is_suspect,
        hub=_hub(document, url),
        next_url=absolute(_said(document, "next_url"), url),
    )


def _torn(text: str) -> dict[str, Any]:
    """Return what can be read of a JSON Feed that ends early: its head and its whole items."""
    start = _ITEMS.search(text)
    if start is None:
        return {}
    try:
        head = json.loads(text[: start.end()] + "]}")
    except ValueError:
        return {}
    return {**head, "items": list(_whole_items(text, start.end()))} if isinstance(head, dict) else {}


def _whole_items(text: str, position: int) -> Iterator[Any]:
    reader = json.JSONDecoder()
    while (position := text.find("{", position)) >= 0:
        try:
            item, position = reader.raw_decode(text, position)
        except ValueError:
            return
        yield item


def _said(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return str(value) if isinstance(value, str | int | float) else ""


def _told(item: Mapping[str, Any], base: str) -> Told:
    identity = _said(item, "id")
    permalink = identity if identity.startswith(("http://", "https://")) else ""
    content = _said(item, "content_text") or text_of(_said(item, "content_html"))
    return Told(
        links=tuple(filter(None, (_said(item, "url"), _said(item, "external_url"), permalink))),
        base=base,
        title=_said(item, "title"),
        author=_authors(item),
        raw_date=_said(item, "date_published") or _said(item, "date_modified"),
        changed=_said(item, "date_modified"),
        text=content or _said(item, "summary"),
        text_is_full=is_article(content),
        language=_said(item, "language"),
        permalink=permalink,
        guid=identity,
        document=base,
    )


def _authors(item: Mapping[str, Any]) -> str:
    # 1.0 has one author, 1.1 a list of them
    told = item.get("authors")
    authors = told if isinstance(told, list) else [item.get("author")]
    return ", ".join(filter(None, (_said(one, "name") for one in authors[:20] if isinstance(one, dict))))


def _hub(document: Mapping[str, Any], base: str) -> str:
    hubs = document.get("hubs")
    addresses = (_said(hub, "url") for hub in hubs if isinstance(hub, dict)) if isinstance(hubs, list) else ()
    return absolute(next(iter(addresses), ""), base)
