"""From what a source says of an item to an Entry: usable addresses, clean text, a stamp; each item once."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from news.clean import AUTHOR_CHARS, TITLE_CHARS, URL_CHARS, clean_line, clean_text
from news.dating.dates import parse_date
from news.model import Entry, Published
from news.url import outlet_of, url_key

# The longest text of an item that is kept, in code points: a book of 30,000 words.
TEXT_CHARS = 200_000
_LANGUAGE_CHARS = 20
_LINES = re.compile(r"[\t\r\n]+| {2,}")
_NOT_IN_HOST = re.compile(r"[@\s]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An item as read, nothing checked: addresses as written, in the order of preference; dates as printed."""

    links: tuple[str, ...]
    base: str
    title: str = ""
    author: str = ""
    raw_date: str = ""
    changed: str = ""
    text: str = ""
    text_is_full: bool = False
    language: str = ""
    publication: str = ""
    permalink: str = ""  # the item's own id where that is an address
    guid: str = ""
    document: str = ""  # the address of the feed, which is no article of its own


def entry_of(told: Told, now: datetime, *, origin: str = "feed") -> Entry:
    """Return the entry of an item; its `url` is empty when no address of it can be fetched."""
    own = _key(told.document) if told.document else None
    url = next((one for link in told.links if (one := absolute(link, told.base)) and _key(one) != own), "")
    published = parse_date(told.raw_date, origin, now=now, language=told.language) if told.raw_date else Published()
    entry = Entry(
        url=url,
        title=clean_line(told.title, TITLE_CHARS),
        author=clean_line(told.author, AUTHOR_CHARS),
        published=published,
        text=clean_text(told.text[:TEXT_CHARS]).strip(),
        text_is_full=told.text_is_full,
        language=clean_line(told.language, _LANGUAGE_CHARS),
        publication=clean_line(told.publication, AUTHOR_CHARS),
        guid=_hash(told.guid) if told.guid else "",
    )
    return replace(entry, stamp=_stamp(entry, told))


def _stamp(entry: Entry, told: Told) -> str:
    # the address counts by its key: a session or campaign in it is no change of the article
    place = _key(entry.url) or " ".join(told.links)
    said = "\x1f".join((entry.title, place, told.raw_date, told.changed, entry.text))
    return _hash(said)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def absolute(link: str, base: str) -> str:
    """Return a link as an absolute http address, or an empty string for one that must not be followed."""
    if len(link) > 2 * URL_CHARS:
        return ""
    # one written over several lines is joined, without its indentation; a space in a path is part of it
    link = _LINES.sub("", link.strip())
    if not link or "\\" in link:
        return ""
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.hostname and not _NOT_IN_HOST.search(parts.netloc)
    url = clean_line(url.replace(" ", "%20"), 2 * URL_CHARS)
    return url if usable and len(url) <= URL_CHARS else ""


def distinct(entries: Iterable[Entry], *, limit: int | None = None) -> tuple[Entry, ...]:
    """Return each entry that has an address once, by the key of its URL, where it is named first; at most `limit`."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if len(found) == limit:
            break
        if key := _key(entry.url):
            found.setdefault(key, entry)
    return _with_own_guids(found.values())


def unlinked(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return each entry that has no address once, by what its source says of it."""
    return _with_own_guids({entry.stamp: entry for entry in entries if not _key(entry.url)}.values())


def _with_own_guids(entries: Collection[Entry]) -> tuple[Entry, ...]:
    guids = Counter(entry.guid for entry in entries)
    return tuple(replace(entry, guid="") if guids[entry.guid] > 1 else entry for entry in entries)


def _key(url: str) -> str:
    try:
        return url_key(url)
    except ValueError:
        return ""


class Site:
    """The site of a document: its registrable domain, or its host where that has none."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._known: dict[str, bool] = {}
        self._name = self._site_of(url)

    def holds(self, link: str) -> bool:
        """Say whether a link leads to a page of this site."""
        try:
            host = urlsplit(urljoin(self._url, link.strip())).hostname or ""
        except ValueError:
            return False
        if host not in self._known:
            self._known[host] = bool(host) and outlet_of(f"http://{host}/", fallback=host) == self._name
        return self._known[host]

    def _site_of(self, url: str) -> str:
        host = urlsplit(url).hostname or ""
        return outlet_of(f"http://{host}/", fallback=host)


def told_apart(items: list[Told]) -> list[Told]:
    """Return items by their permalinks where one link is given to several of them, as some feeds give the front page."""
    named: dict[str, set[str]] = {}
    for told in items:
        named.setdefault(next(iter(told.links), ""), set()).add(told.permalink)
    return [
        replace(told, links=(told.permalink, *told.links))
        if told.permalink and len(named[next(iter(told.links), "")]) > 1
        else told
        for told in items
    ]
