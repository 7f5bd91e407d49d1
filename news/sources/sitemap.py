"""Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), Google's news sitemap, and lists of addresses.

Runs in a worker. A sitemap says when a page changed, which is not when it was published: only a news sitemap gives a date.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree

from news.articles.charset import decode
from news.dating.dates import parse_date
from news.fetching.encoding import BadEncoding, Inflater
from news.model import Child, Entry, ParsedSitemap, Refusal
from news.sources.entries import Site, Told, absolute, distinct, entry_of
from news.sources.xmltext import SITEMAP_ITEM, cut_items, root_name, without_prolog

# The protocol's own limits: addresses in one file, and bytes of it inflated.
MAX_URLS, MAX_BYTES = 50_000, 50 << 20
_GZIP = b"\x1f\x8b"
# In an address as it is; and the entities of a DTD, which was taken off, become harmless text.
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_LIE_COUNT, _LIE_SHARE, _JUST_NOW = 10, 0.9, timedelta(minutes=15)
_NEVER = datetime.min.replace(tzinfo=UTC)


def read_sitemap(
    body: bytes, *, url: str, content_type: str, now: datetime, limit: int = 2000
) -> ParsedSitemap | Refusal:
    """Read a sitemap, an index or a list of addresses; at most the `limit` newest entries. Else `not_a_feed`."""
    try:
        body = inflated(body)
    except BadEncoding as error:
        return Refusal(reason=error.reason, detail=error.detail)
    text, _ = without_prolog(decode(body, content_type).text)
    root = root_name(text)
    if root in ("urlset", "sitemapindex"):
        return _of_xml(text, root, url, now, limit)
    if not text and (lines := _addresses(body)):
        return _of_list(lines, url, now, limit)
    return Refusal(reason="not_a_feed", detail=f"root element {root[:40]!r}")


def inflated(body: bytes) -> bytes:
    """Return what a `.gz` file holds, up to the protocol's limit; other bytes as they are. Raises BadEncoding."""
    if not body.startswith(_GZIP):
        return body
    inflater = Inflater(MAX_BYTES)
    inflater.feed(body)
    return inflater.finish()


def _of_xml(text: str, root: str, url: str, now: datetime, limit: int) -> ParsedSitemap:
    items = cut_items(text, SITEMAP_ITEM, limit=MAX_URLS, max_chars=MAX_BYTES)
    told = list(_located(items.text))
    site = Site(url)
    own = [fields for fields in told if fields.get("loc") and site.holds(fields["loc"])]
    lies = _lastmod_lies([_changed_at(fields) for fields in own], now)
    return ParsedSitemap(
        entries=_entries(own, url, now, limit, lies=lies) if root == "urlset" else (),
        children=_children(own, url)[:limit] if root == "sitemapindex" else (),
        total=items.total,
        complete=items.complete,
        is_news=any("news:title" in fields or "news:publication_date" in fields for fields in told),
        foreign=len(told) - len(own),
        lastmod_lies=lies,
    )


def _located(text: str) -> Iterator[dict[str, str]]:
    """Yield the fields of each `url` or `sitemap` element; those of a news sitemap are named `news:...`."""
    # entities stay unresolved, nothing is loaded, and libxml2's own limits hold
    steps = etree.iterparse(
        io.BytesIO(_BARE_AMPERSAND.sub("&amp;", text).encode("utf-8", "replace")),
        events=("end",),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in steps:
        if _field_name(element) in ("url", "sitemap"):
            yield {name: (one.text or "").strip() for one in element.iter() if (name := _field_name(one))}
            element.clear()


def _field_name(element: Any) -> str:
    """Return an element's local name, with `news:` before those of the news namespace; empty for image, video, others."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    if "sitemap-news" in space or local.startswith("news:"):
        return "news:" + local.removeprefix("news:")
    # sitemaps.org/schemas/sitemap/0.9, and Google's before it; not .../sitemap-image/...
    return local if not space or "/sitemap/" in space else ""


def _changed_at(fields: Mapping[str, str]) -> datetime | None:
    return parse_date(fields.get("lastmod", "")[:100], "sitemap").at


def _lastmod_lies(changed: Sequence[datetime | None], now: datetime) -> bool:
    """Say whether the dates of change are made up when the file is: nearly all the same, or nearly all now."""
    dates = [one for one in changed if one is not None]
    if len(dates) < _LIE_COUNT:
        return False
    alike = max(dates.count(dates[0]), dates.count(dates[-1]))
    fresh = sum(now - _JUST_NOW <= one for one in dates)
    return max(alike, fresh) >= _LIE_SHARE * len(dates)


def _entries(
    told: Sequence[Mapping[str, str]], url: str, now: datetime, limit: int, *, lies: bool
) -> tuple[Entry, ...]:
    def moment(fields: Mapping[str, str]) -> datetime:
        published = parse_date(fields.get("news:publication_date", "")[:100], "sitemap").at
        return published or (None if lies else _changed_at(fields)) or _NEVER

    newest = sorted(told, key=moment, reverse=True)
    return distinct((entry_of(_told(fields, url, lies=lies), now, origin="sitemap") for fields in newest), limit=limit)


def _told(fields: Mapping[str, str], url: str, *, lies: bool) -> Told:
    return Told(
        links=(fields["loc"],),
        base=url,
        title=fields.get("news:title", ""),
        raw_date=fields.get("news:publication_date", ""),
        changed="" if lies else fields.get("lastmod", ""),
        language=fields.get("news:language", ""),
        publication=fields.get("news:name", ""),
    )


def _children(told: Sequence[Mapping[str, str]], url: str) -> tuple[Child, ...]:
    found: dict[str, Child] = {}
    for fields in told:
        address = absolute(fields["loc"], url)
        if address != url:  # an index that names itself
            found.setdefault(address, Child(url=address, changed_at=_changed_at(fields)))
    return tuple(sorted(found.values(), key=lambda child: child.changed_at or _NEVER, reverse=True))


def _addresses(body: bytes) -> list[str]:
    """Return the lines of a file that holds nothing but addresses."""
    lines = [line.strip() for line in decode(body).text.splitlines()]
    lines = [line for line in lines if line]
    return lines if all(line.startswith(("http://", "https://")) and " " not in line for line in lines) else []


def _of_list(lines: Sequence[str], url: str, now: datetime, limit: int) -> ParsedSitemap:
    site = Site(url)
    own = [{"loc": line} for line in lines[:MAX_URLS] if site.holds(line)]
    return ParsedSitemap(
        entries=_entries(own, url, now, limit, lies=False),
        children=(),
        total=len(lines),
        foreign=min(len(lines), MAX_URLS) - len(own),
    )
