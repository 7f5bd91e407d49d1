"""Front and section pages: the feeds that they offer, and the links that look like articles. Runs in a worker.

A link is judged by its address first (a date, a number, a long slug), by its words second, by its place third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from news.articles.charset import decode
from news.clean import TITLE_CHARS, clean_line
from news.model import ParsedFrontPage, Refusal
from news.sources.entries import Site, Told, absolute, distinct, entry_of
from news.sources.markup import parse_html
from news.url import url_key

_MAX_CHARS, _MAX_LINKS, _TEXT_CHARS = 5_000_000, 5_000, 500
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_NO_FEED = re.compile(r"oembed|comments?(?:/|$|\?|=)|/feed/?\?attachment|wp-json", re.IGNORECASE)
_DATE = re.compile(
    r"(?:^|[/_.-])(?:19|20)\d\d[/_.-]?(?:0?[1-9]|1[0-2]|[a-z]{3})(?:[/_.-]?(?:0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)"
)
_NUMBER = re.compile(r"(?<!\d)\d{5,15}(?!\d)")
_HASH = re.compile(r"^(?=(?:[a-z-]{0,40}\d){2})[0-9a-z-]{8,40}$", re.IGNORECASE)
_QUERY_NUMBER = re.compile(r"(?:^|&)(?:p|id|aid|nid|newsid|articleid|storyid)=\d{2,12}(?:&|$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|cms|amp)$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|json|js|css|ics|apk|docx?)$", re.IGNORECASE)
# Sections of a site that hold no articles, as segments of a path in the languages of the sources.
_WITHOUT_ARTICLES = """tag tags topic topics thema themen category categories author authors autor autoren profile profiles person people user users
account login signin signup register registration subscribe subscription abo newsletter newsletters search suche rss feed
feeds about contact kontakt privacy datenschutz impressum imprint terms agb cookie cookies help hilfe faq jobs careers
advertise advertising mediadaten shop store events page archive archives sitemap share print gallery galleries wp-admin wp-
content wp-login.php cdn-cgi javascript mailto auteur auteurs tagged keyword keywords columnist columnists contributor
contributors staff writers job stellenmarkt comment comments kommentare microsite livestream apps app legal policies وسم
الوسوم تصنيف كاتب كتاب مؤلف بحث اتصل من-نحن"""
_NO_ARTICLE = frozenset(_WITHOUT_ARTICLES.split())
_HEADINGS, _ASIDE = frozenset({"h1", "h2", "h3", "h4", "h5"}), frozenset({"nav", "footer", "header", "menu"})
# A date or a number in the address and a headline's words; or a long slug and a few words. See benchmarks/feeds.py.
_ENOUGH = 4


@dataclass(slots=True)
class Link:
    """Every link of a page to one address, taken together."""

    url: str
    text: str = ""
    is_heading: bool = False
    is_aside: bool = True


def read_frontpage(
    body: bytes, *, url: str, content_type: str, now: datetime, limit: int = 2000
) -> ParsedFrontPage | Refusal:
    """Read a page of links: its feeds, and at most `limit` articles in page order. Refuses what is no page: `not_a_feed`."""
    text = decode(body, content_type).text[:_MAX_CHARS]
    if (root := parse_html(text)) is None:
        return Refusal(reason="not_a_feed", detail="no HTML")
    base, host = _base(root, url), urlsplit(url).hostname or ""
    links = _links(root, base, Site(url), _key(url))
    # a headline on a front page is shortened and changes: the article's own title is the better one
    told = (Told(links=(link.url,), base=url) for link in links if is_article_link(link, host))
    return ParsedFrontPage(
        feeds=_feeds(root, base),
        entries=distinct((entry_of(one, now) for one in told), limit=limit),
        total=len(links),
        title=clean_line(str(root.findtext(".//title") or ""), TITLE_CHARS),
        language=clean_line(str(root.get("lang") or ""), 20),
    )


def site_links(body: bytes, url: str) -> list[Link]:
    """Return every address of the page's own site that it links to, whatever it leads to."""
    root = parse_html(decode(body).text[:_MAX_CHARS])
    return [] if root is None else _links(root, _base(root, url), Site(url), _key(url))


def _base(root: Any, url: str) -> str:
    declared = root.find(".//base[@href]")
    return absolute(str(declared.get("href")), url) or url if declared is not None else url


def _feeds(root: Any, base: str) -> tuple[str, ...]:
    """Return the feeds that a page declares (RSS autodiscovery), without those of comments and embeddings."""
    found = []
    for link in root.iter("link"):
        rel, kind = (
            str(link.get("rel", "")).lower().split(),
            str(link.get("type", "")).lower().partition(";")[0].strip(),
        )
        address = absolute(str(link.get("href", "")), base)
        named = f"{address} {link.get('title', '')}"
        if "alternate" in rel and kind in _FEED_TYPES and address and not _NO_FEED.search(named):
            found.append(address)
    return tuple(dict.fromkeys(found))[:50]


def _links(root: Any, base: str, site: Site, own: str) -> list[Link]:
    """Return the addresses of this site that a page links to, in the order in which they come first."""
    found: dict[str, Link] = {}
    for href, link in _anchors(root):
        url = absolute(href, base)
        key = _key(url)
        if not key or key == own or not site.holds(url):
            continue
        known = found.setdefault(key, Link(url=url))
        known.text = max(known.text, link.text, key=len)
        known.is_heading |= link.is_heading
        known.is_aside &= link.is_aside
        if len(found) >= _MAX_LINKS:
            break
    return list(found.values())


def _key(url: str) -> str:
    try:
        return url_key(url)
    except ValueError:
        return ""


def _anchors(root: Any) -> Iterator[tuple[str, Link]]:
    """Yield every link with its words and place. One walk: text inside a link belongs to it, however deep."""
    headings = asides = 0
    current: Link | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag, step = element.tag, 1 if event == "start" else -1
        headings += step * (tag in _HEADINGS)
        asides += step * (tag in _ASIDE)
        if tag == "a" and event == "start":
            current = Link(url="", is_heading=headings > 0, is_aside=asides > 0)
        elif tag == "a" and current is not None:
            yield str(element.get("href", "")), current
            current = None
        if current is not None:
            current.is_heading |= headings > 0
            current.text = _joined(current.text, element.text if event == "start" else element.tail)


def _joined(text: str, more: str | None) -> str:
    return f"{text} {' '.join(more.split())}".strip()[:_TEXT_CHARS] if more and len(text) < _TEXT_CHARS else text


def is_article_link(link: Link, host: str) -> bool:
    """Say whether a link on a page of `host` leads to an article rather than to a section, a person, a form or a file."""
    parts = urlsplit(link.url)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    if _FILE.search(parts.path) or any(_EXTENSION.sub("", one).lower() in _NO_ARTICLE for one in segments):
        return False
    # shops, job boards and games live on hosts of their own
    is_elsewhere = (parts.hostname or "").removeprefix("www.") != host.removeprefix("www.")
    place = link.is_heading - 2 * link.is_aside - 2 * is_elsewhere
    shape = _shape(segments, parts.query)
    return shape > 0 and shape + _words(link.text) + place >= _ENOUGH


def _shape(segments: list[str], query: str) -> int:
    """Return how much an address looks like an article's: 0 for not at all, from 2 on for likely."""
    numbered = 2 * bool(_QUERY_NUMBER.search(query))
    if not segments:
        return numbered
    # a language, a page number or "artikel" may stand behind the slug
    ends = [_EXTENSION.sub("", one) for one in segments[-3:]]
    slug = min(max(len(_WORD.findall(one)) for one in ends[-2:]), 8) // 2
    dated = 2 * bool(_DATE.search("/".join(segments)))
    numbered = max(numbered, 2 * any(_NUMBER.search(one) or _HASH.match(one) for one in ends))
    return slug + dated + numbered + (bool(_EXTENSION.search(segments[-1])) and slug > 0)


def _words(text: str) -> int:
    """Return what a link's words say: sections have one to three, headlines more; a picture alone says nothing."""
    words = len(text.split())
    if words == 0:
        return 0
    return -1 if words < 3 else 1 if words < 6 else 2
