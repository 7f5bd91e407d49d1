"""What a source answered, found out by looking: a feed of any kind, a sitemap, a list of files, or a page of links.

Runs in a worker: everything here is hostile until read.
"""

from __future__ import annotations

from datetime import datetime

from news.articles.charset import decode
from news.fetching.encoding import BadEncoding
from news.model import ParsedFeed, ParsedFrontPage, ParsedSitemap, Refusal
from news.sources import gdelt
from news.sources.frontpage import read_frontpage
from news.sources.jsonfeed import load_json, read_json
from news.sources.rss import read_xml
from news.sources.sitemap import inflated, read_sitemap
from news.sources.xmltext import is_html, root_name, without_prolog

_ZIP = b"PK\x03\x04"
_FEED_ROOTS = ("rss", "feed", "rdf", "channel")
# marks of UTF-8 and UTF-16, the zeros of the latter, and what JSON allows before its beginning
_BLANK = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def read_feed(body: bytes, *, url: str, content_type: str, now: datetime, limit: int = 2000) -> ParsedFeed | Refusal:
    """Read a feed document of any kind; at most `limit` items. Anything else is refused as `not_a_feed`."""
    if body.startswith(_ZIP):
        return gdelt.read_archive(body, now=now, limit=limit)
    if body[:100].lstrip(_BLANK)[:1] in (b"{", b"["):
        loaded = load_json(body)
        if gdelt.is_answer(loaded.document):
            return gdelt.read_answer(loaded.document, now=now, limit=limit)
        return read_json(loaded, url=url, now=now, limit=limit)
    return read_xml(body, url=url, content_type=content_type, now=now, limit=limit)


def read_source(
    body: bytes, *, url: str, content_type: str, now: datetime, limit: int = 2000
) -> ParsedFeed | ParsedSitemap | ParsedFrontPage | Refusal:
    """Read whatever a source answered with; refused as `not_a_feed` when it is none of the kinds that name articles."""
    try:
        body = inflated(body)
    except BadEncoding as error:
        return Refusal(reason=error.reason, detail=error.detail)
    text = "" if body.startswith(_ZIP) else decode(body, content_type).text
    root = root_name(without_prolog(text)[0])
    if root in ("urlset", "sitemapindex"):
        return read_sitemap(body, url=url, content_type=content_type, now=now, limit=limit)
    if root in ("html", "head", "body") or (root not in _FEED_ROOTS and is_html(text)):
        return _front_page(body, url=url, content_type=content_type, now=now, limit=limit)
    if (listed := _list(body, text, url, now, limit)) is not None:
        return listed
    return read_feed(body, url=url, content_type=content_type, now=now, limit=limit)


def _front_page(body: bytes, *, url: str, content_type: str, now: datetime, limit: int) -> ParsedFrontPage | Refusal:
    page = read_frontpage(body, url=url, content_type=content_type, now=now, limit=limit)
    if isinstance(page, ParsedFrontPage) and not page.entries and not page.feeds:
        return Refusal(reason="not_a_feed", detail="an HTML page without feeds or links to articles")
    return page


def _list(body: bytes, text: str, url: str, now: datetime, limit: int) -> ParsedSitemap | None:
    """Return what a plain list of addresses or of GDELT's files names, or None for a document of another kind."""
    if text.lstrip()[:1] in ("", "<", "{", "["):
        return None
    if (files := gdelt.read_list(text, url)) is not None:
        return files
    listed = read_sitemap(body, url=url, content_type="", now=now, limit=limit)
    return listed if isinstance(listed, ParsedSitemap) else None
