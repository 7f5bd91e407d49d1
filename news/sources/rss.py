"""RSS and Atom, by feedparser, which gets a document made harmless first. Runs in a worker.

feedparser sees UTF-8 text without DTD and control characters, whole items only, and no more of them than are wanted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import feedparser

from news.articles.charset import decode
from news.clean import TITLE_CHARS, clean_line
from news.model import Entry, ParsedFeed, Refusal
from news.sources.entries import Told, absolute, distinct, entry_of, told_apart, unlinked
from news.sources.markup import looks_like_markup, text_of
from news.sources.xmltext import FEED_ITEM, Items, cut_items, is_html, root_name, without_prolog

# Content of fewer words is a teaser, whatever element it stands in.
FULL_WORDS = 100
_GOES_ON = re.compile(
    r"(?:\[?(?:\.\.\.|…)\]?|read more|continue reading|للمزيد|اقرأ المزيد|المزيد)\s*[»>]?\s*$", re.IGNORECASE
)
# feedparser takes a quarter of a second a megabyte and more: items behind this much are counted, not read.
_MAX_CHARS = 8_000_000
# What feedparser raises for broken coordinates, chapters, clouds and the like inside an item.
_RAISED = (ValueError, TypeError, LookupError, AttributeError)
# The syndication module (https://web.resource.org/rss/1.0/modules/syndication/).
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}
# Root elements of documents that are no feeds, for which feedparser need not be asked.
_OTHERS = {"", "html", "body", "head", "urlset", "sitemapindex", "opml", "svg", "error"}
_HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_xml(body: bytes, *, url: str, content_type: str, now: datetime, limit: int) -> ParsedFeed | Refusal:
    """Read an RSS or Atom document; at most `limit` items. Anything else is refused as `not_a_feed`."""
    parsed = parse(body, url=url, content_type=content_type, now=now, limit=limit)
    if isinstance(parsed, Refusal):
        return parsed
    feed, entries = parsed
    return ParsedFeed(**{**feed, "entries": distinct(entries), "unlinked": unlinked(entries)})


def parse(
    body: bytes, *, url: str, content_type: str, now: datetime, limit: int
) -> tuple[dict[str, Any], list[Entry]] | Refusal:
    """Return a feed's own fields and all its items, those without an address too."""
    decoded = decode(body, content_type)
    text, entities = without_prolog(decoded.text)
    if (root := root_name(text)) in _OTHERS:
        return Refusal(reason="not_a_feed", detail=_looks_like(decoded.text, root))
    items = cut_items(text, FEED_ITEM, limit=limit, max_chars=_MAX_CHARS)
    parsed = _parsed(items, entities, url)
    version = str(parsed.get("version") or "")
    if not (version or parsed.entries):
        return Refusal(reason="not_a_feed", detail=_looks_like(decoded.text, root))
    kind = _kind(version)
    told = told_apart([_told(item, url, is_atom=kind == "atom") for item in parsed.entries[:limit]])
    feed = _feed(parsed.feed, url, is_atom=kind == "atom") | {
        "kind": kind,
        "total": max(items.total, len(parsed.entries)),
        "cut": items.total > len(items.parts),
        "complete": items.complete,
        "charset_suspect": decoded.is_suspect,
    }
    return feed, [entry_of(one, now) for one in told]


def _parsed(items: Items, entities: str, url: str) -> Any:
    """Return feedparser's result; where an element makes it raise, that of all the others."""
    try:
        return _feedparsed(entities + items.text, url)
    except _RAISED:
        around, parsed = _around(items, entities, url)
    for part in items.parts:
        try:
            parsed.entries += _feedparsed(entities + around[0] + part + around[1], url).entries
        except _RAISED:
            continue  # counted in the total
    return parsed


def _around(items: Items, entities: str, url: str) -> tuple[tuple[str, str], Any]:
    """Return what can stand around an item, and the feed's own fields from it: all of it, or the bare elements."""
    try:
        return (items.head, items.tail), _feedparsed(entities + items.head + items.tail, url)
    except _RAISED:
        return items.frame, _feedparsed("".join(items.frame), url)


def _feedparsed(text: str, url: str) -> Any:
    # bytes would be taken for the name of a file first
    return feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _looks_like(text: str, root: str) -> str:
    if is_html(text):
        return "an HTML page"
    return f"root element {clean_line(root, 40)}" if root else "neither XML nor JSON"


def _kind(version: str) -> Literal["rss", "atom"]:
    return "atom" if version.startswith("atom") else "rss"


def _feed(feed: Any, url: str, *, is_atom: bool) -> dict[str, Any]:
    links = {str(link.get("rel", "")): str(link.get("href", "")) for link in reversed(feed.get("links", ()))}
    return {
        "title": clean_line(_plain(feed, "title", is_atom=is_atom), TITLE_CHARS),
        "language": clean_line(str(feed.get("language", "")), 20),
        "refresh_seconds": _refresh_seconds(feed),
        "hub": absolute(links.get("hub", ""), url),
        "next_url": absolute(links.get("next", ""), url),
    }


def _refresh_seconds(feed: Any) -> int | None:
    """Return how long the feed asks to be left alone, from RSS ttl (minutes) or the syndication module."""
    if ttl := _number(feed.get("ttl")):
        return ttl * 60
    period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    return period // (_number(feed.get("sy_updatefrequency")) or 1) if period else None


def _number(value: object) -> int:
    text = str(value or "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


def _told(item: Any, url: str, *, is_atom: bool) -> Told:
    text, is_full = _text(item, is_atom=is_atom)
    # get() would give the date of publication for it, with a warning
    changed = str(item["updated"]) if "updated" in item else ""
    guid = str(item.get("id", ""))
    permalink = guid if guid.startswith(("http://", "https://")) else ""
    base = next((str(one.get("base")) for one in (item.get("title_detail") or {},) if one.get("base")), url)
    return Told(
        links=tuple(filter(None, (_origin(item), str(item.get("link", "")), permalink, _enclosed(item)))),
        base=base,
        title=_plain(item, "title", is_atom=is_atom),
        author=_plain(item, "author", is_atom=is_atom),
        raw_date=str(item.get("published") or changed or item.get("created") or ""),
        changed=changed,
        text=text,
        text_is_full=is_full,
        language=_language(item),
        publication=_plain(item.get("source") or {}, "title", is_atom=is_atom),
        permalink=permalink,
        guid=guid,
        document=url,
    )


def _origin(item: Mapping[str, Any]) -> str:
    # FeedBurner's own link leads through a redirect that may be gone
    return str(item.get("feedburner_origlink", ""))


def _enclosed(item: Mapping[str, Any]) -> str:
    # an item that has nothing but an enclosed page
    pages = (one for one in item.get("enclosures", ()) if str(one.get("type", "")).startswith("text/html"))
    return next((str(one.get("href", "")) for one in pages), "")


def _language(item: Mapping[str, Any]) -> str:
    details = (item.get(name) or {} for name in ("title_detail", "summary_detail"))
    return next((str(one["language"]) for one in details if one.get("language")), "")


def _plain(holder: Mapping[str, Any], name: str, *, is_atom: bool) -> str:
    detail: Mapping[str, Any] = holder.get(f"{name}_detail") or {}
    return _shown(str(holder.get(name, "")), str(detail.get("type", "")), is_atom=is_atom)


def _shown(value: str, kind: str, *, is_atom: bool) -> str:
    """Return a value as text; Atom says which of its elements hold markup, RSS has to be looked at."""
    is_plain = is_atom and kind == "text/plain"
    return text_of(value) if kind in _HTML_TYPES or (not is_plain and looks_like_markup(value)) else value


def _text(item: Mapping[str, Any], *, is_atom: bool) -> tuple[str, bool]:
    """Return the longest text that an item carries, and whether it is the article rather than a summary of it."""
    parts = [(str(one.get("value", "")), str(one.get("type", ""))) for one in item.get("content", ())]
    content = max((_shown(value, kind, is_atom=is_atom) for value, kind in parts), key=len, default="")
    summary = _plain(item, "summary", is_atom=is_atom)
    is_full = len(content) >= len(summary) and is_article(content)
    return max(content, summary, key=len), is_full


def is_article(text: str) -> bool:
    """Say whether a feed's content is long enough for an article and does not end by pointing to the rest of it."""
    return len(text.split()) >= FULL_WORDS and not _GOES_ON.search(text[-60:])
