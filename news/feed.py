"""Feeds: RSS, Atom and JSON Feed, told apart by looking. Runs in a worker: a feed is hostile until read."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from news.clean import AUTHOR_CHARS, TITLE_CHARS, URL_CHARS, clean_line, clean_text
from news.dates import is_plausible, parse_date
from news.model import Entry, ParsedFeed, Published, Refusal

_TAGS = re.compile(r"<[^>]{0,2000}>")


def read_feed(body: bytes, *, url: str, content_type: str, now: datetime, limit: int = 2000) -> ParsedFeed | Refusal:
    """Read a feed document of any kind; at most `limit` items. Anything else is refused as `not_a_feed`."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json(body, url, now, limit)
    return _read_xml(body, url, content_type, now, limit)


def _read_xml(body: bytes, url: str, content_type: str, now: datetime, limit: int) -> ParsedFeed | Refusal:
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    parsed = feedparser.parse(_recoded(body), response_headers=headers, sanitize_html=False)
    version = str(parsed.get("version") or "")
    if not version and not parsed.entries:
        return Refusal(reason="not_a_feed", detail=_looks_like(body))
    entries = _distinct(_xml_entry(item, url, now) for item in parsed.entries[:limit])
    return ParsedFeed(
        kind="atom" if version.startswith("atom") else "rss",
        entries=entries,
        total=len(parsed.entries),
        title=clean_line(_plain(parsed.feed.get("title", "")), TITLE_CHARS),
        language=str(parsed.feed.get("language", ""))[:20],
        complete=_is_complete(body),
    )


def _recoded(body: bytes) -> bytes:
    """Return the document in the encoding that it is in, when it plainly is not in the one it claims.

    Arabic sites still serve windows-1256 under a prolog that says UTF-8; feedparser would store mojibake.
    """
    prolog = re.match(rb"\s*<\?xml[^>]*encoding=[\"']utf-?8[\"'][^>]*\?>", body, re.IGNORECASE)
    if prolog is None or _is_utf8(body):
        return body
    rest = body[prolog.end() :]
    arabic = sum(0xC7 <= byte <= 0xED for byte in rest)
    if arabic < len(rest) // 20:
        return body
    return b'<?xml version="1.0" encoding="utf-8"?>' + rest.decode("cp1256", "replace").encode()


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # a document cut in the middle of a letter is still UTF-8
        return error.start >= len(body) - 4
    return True


def _is_complete(body: bytes) -> bool:
    tail = body[-400:].lower()
    return any(end in tail for end in (b"</rss>", b"</feed>", b"</rdf>", b":rdf>", b"</channel>", b":feed>"))


def _looks_like(body: bytes) -> str:
    start = body[:1000].lower()
    return "an HTML page" if b"<html" in start or b"<!doctype html" in start else "neither RSS, Atom nor JSON Feed"


def _xml_entry(item: Any, base: str, now: datetime) -> Entry | None:
    link = item.get("link") or _permalink(item)
    texts = [part.get("value", "") for part in item.get("content", ())] or [item.get("summary", "")]
    raw = item.get("published") or item.get("updated") or item.get("created") or ""
    return _entry(
        link=str(link or ""),
        base=base,
        title=_plain(str(item.get("title", ""))),
        author=_plain(str(item.get("author", ""))),
        raw_date=str(raw),
        changed=str(item.get("updated", "")),
        text=_plain(max(map(str, texts), key=len)),
        now=now,
    )


def _permalink(item: Mapping[str, Any]) -> str:
    guid = str(item.get("id", ""))
    return guid if guid.startswith(("http://", "https://")) else ""


def _entry(
    *, link: str, base: str, title: str, author: str, raw_date: str, changed: str, text: str, now: datetime
) -> Entry | None:
    url = _absolute(link, base)
    if not url:
        return None
    published = parse_date(raw_date, "feed") if raw_date else Published()
    told = "\x1f".join((title, url, raw_date, changed, text))
    return Entry(
        url=url,
        title=clean_line(title, TITLE_CHARS),
        author=clean_line(author, AUTHOR_CHARS),
        published=published if is_plausible(published, now) else Published(),
        text=clean_text(text),
        stamp=hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16],
    )


def _absolute(link: str, base: str) -> str:
    link = "".join(link.split())
    if not link or "\\" in link or len(link) > URL_CHARS:
        return ""
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return clean_line(url, URL_CHARS) if usable else ""


def _plain(text: str) -> str:
    return html.unescape(_TAGS.sub(" ", text)) if "<" in text or "&" in text else text


def _distinct(entries: Iterable[Entry | None]) -> tuple[Entry, ...]:
    return tuple({entry.url: entry for entry in entries if entry is not None}.values())


def _read_json(body: bytes, url: str, now: datetime, limit: int) -> ParsedFeed | Refusal:
    try:
        document = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Refusal(reason="not_a_feed", detail=f"not JSON: {type(error).__name__}")
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(document.get("version", "")):
        return Refusal(reason="not_a_feed", detail="JSON, but no JSON Feed")
    return ParsedFeed(
        kind="json",
        entries=_distinct(_json_entry(item, url, now) for item in items[:limit] if isinstance(item, dict)),
        total=len(items),
        title=clean_line(str(document.get("title", "")), TITLE_CHARS),
        language=str(document.get("language", ""))[:20],
    )


def _json_entry(item: Mapping[str, Any], base: str, now: datetime) -> Entry | None:
    def told(key: str) -> str:
        value = item.get(key)
        return str(value) if isinstance(value, str | int | float) else ""

    authors = item.get("authors") or [item.get("author") or {}]
    names = [str(one.get("name", "")) for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    return _entry(
        link=told("url") or told("external_url") or (told("id") if told("id").startswith("http") else ""),
        base=base,
        title=told("title"),
        author=", ".join(filter(None, names)),
        raw_date=told("date_published") or told("date_modified"),
        changed=told("date_modified"),
        text=told("content_text") or _plain(told("content_html")) or told("summary"),
        now=now,
    )
