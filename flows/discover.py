"""Discover: from the one address of a source to the document that names its articles.

A feed is taken as it is. A sitemap index or a list of files leads to its newest documents. A page leads to the feeds that it
offers, else to the sitemaps of robots.txt, else to its own links. What was found is remembered and asked for directly; where
it fails three times, or a week after a page had nothing better to offer, the site is looked over again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from flows.ask import Answer, Visitor
from news.model import Child, Entry, ParsedFeed, ParsedFrontPage, ParsedSitemap, Refusal
from storage.sources import SourceState

FEEDS = frozenset({"rss", "atom", "json"})
LOOK_AGAIN_AFTER = timedelta(days=7)
FAILURES_BEFORE_LOOKING = 3
# How many documents one visit may try at each step, and how deep indexes may be nested (FAULTS 65).
FEEDS_TRIED, SITEMAPS_TRIED, CHILDREN_READ, DEPTH = 3, 3, 3, 2
# A sitemap or page names what has been there for years: only the newest are news. What is older is for an archive.
NEWEST = 200
OLD = timedelta(days=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The items of a source: which document named them, how completely, and what to remember of the way there.

    `unlinked` are those that nothing can be fetched of.
    """

    answer: Answer
    entries: tuple[Entry, ...]
    state: SourceState
    unlinked: tuple[Entry, ...] = ()
    reason: str = ""
    complete: bool = True


def address_of(state: SourceState) -> str:
    """Return what to ask for: what was found before, unless that keeps failing."""
    keeps_failing = state.rhythm.failures >= FAILURES_BEFORE_LOOKING
    return state.url if keeps_failing or not state.feed_url else state.feed_url


def find_items(visitor: Visitor, state: SourceState, answer: Answer) -> Found | Refusal:
    """Return the items that an answer names or leads to; `not_a_feed` when there are none to be found."""
    named = answer.named
    if isinstance(named, ParsedFrontPage):
        return _of_page(visitor, state, answer, named)
    if isinstance(named, ParsedSitemap):
        return _of_sitemap(visitor, state, answer, named)
    if isinstance(named, ParsedFeed):
        return _of_feed(visitor, state, answer, named)
    assert named is not None
    return named


def _of_feed(visitor: Visitor, state: SourceState, answer: Answer, feed: ParsedFeed) -> Found:
    if feed.cut or not feed.complete:
        visitor.note(f"{len(feed.entries) + len(feed.unlinked)} of {feed.total} items taken")
    noted = {"incomplete": not feed.complete, "charset_suspect": feed.charset_suspect, "cut": feed.cut}
    return Found(
        answer=answer,
        entries=feed.entries,
        unlinked=feed.unlinked,
        state=_remembered(state, answer, feed.kind),
        reason=next((reason for reason, is_so in noted.items() if is_so), ""),
        complete=feed.complete,
    )


def _remembered(state: SourceState, answer: Answer, kind: str) -> SourceState:
    return replace(state, feed_url="" if answer.url == state.url else answer.url, kind=kind)


def _of_sitemap(visitor: Visitor, state: SourceState, answer: Answer, sitemap: ParsedSitemap) -> Found | Refusal:
    leaves: Sequence[ParsedFeed | ParsedSitemap] = [sitemap]
    if sitemap.children:
        leaves = list(_leaves(visitor, sitemap, DEPTH))
    if not leaves:
        return Refusal(reason="not_a_feed", detail="none of the documents that it names could be read")
    kind = _kind(leaves)
    entries = [entry for leaf in leaves for entry in leaf.entries]
    if not entries and sitemap.total and not sitemap.children:
        return _unusable(visitor, f"none of the {sitemap.total} addresses that it names is a page of this site")
    newest = entries if kind == "gdelt" else entries[:NEWEST]
    complete = all(leaf.complete for leaf in leaves)
    return Found(
        answer=answer,
        entries=tuple(newest),
        state=_remembered(state, answer, kind),
        reason="" if complete else "incomplete",
        complete=complete,
    )


def _leaves(visitor: Visitor, index: ParsedSitemap, depth: int) -> Iterator[ParsedFeed | ParsedSitemap]:
    """Yield the newest documents that an index leads to."""
    for child in _fresh(visitor, index.children)[:CHILDREN_READ]:
        named = visitor.ask(child.url).named
        if isinstance(named, ParsedSitemap) and named.children and depth > 1:
            yield from _leaves(visitor, named, depth - 1)
        elif isinstance(named, ParsedFeed) or (isinstance(named, ParsedSitemap) and named.entries):
            yield named


def _fresh(visitor: Visitor, children: tuple[Child, ...]) -> list[Child]:
    """Return the children that may name news; when all say that they are old, the first one."""
    fresh = [one for one in children if one.changed_at is None or one.changed_at > visitor.now - OLD]
    return fresh or list(children[:1])


def _kind(leaves: Sequence[ParsedFeed | ParsedSitemap]) -> str:
    first = leaves[0]
    if isinstance(first, ParsedFeed):
        return first.kind
    return "news-sitemap" if first.is_news else "sitemap"


def _of_page(visitor: Visitor, state: SourceState, answer: Answer, page: ParsedFrontPage) -> Found | Refusal:
    if state.kind in FEEDS and state.rhythm.failures < FAILURES_BEFORE_LOOKING:
        return _unusable(visitor, "an HTML page where a feed was")
    looked = state.looked_at if state.kind == "page" else None
    is_fresh = looked is not None and visitor.now - looked < LOOK_AGAIN_AFTER
    return (None if is_fresh else _better(visitor, state, page)) or _links(visitor, state, answer, page)


def _unusable(visitor: Visitor, detail: str) -> Refusal:
    refusal = Refusal(reason="not_a_feed", detail=detail)
    visitor.mark_unread(refusal)
    return refusal


def _better(visitor: Visitor, state: SourceState, page: ParsedFrontPage) -> Found | None:
    """Return what a feed that the page offers, or a sitemap of the site, names."""
    state = replace(state, looked_at=visitor.now)
    return _first(visitor, state, page.feeds[:FEEDS_TRIED]) or _first(visitor, state, _sitemaps(visitor))


def _sitemaps(visitor: Visitor) -> tuple[str, ...]:
    # those that call themselves news name what is two days old at most
    return tuple(sorted(visitor.sitemaps(), key=lambda url: "news" not in url.lower())[:SITEMAPS_TRIED])


def _first(visitor: Visitor, state: SourceState, urls: tuple[str, ...]) -> Found | None:
    for url in urls:
        answer = visitor.ask(url)
        if isinstance(answer.named, ParsedFeed | ParsedSitemap):
            found = find_items(visitor, state, answer)
            if isinstance(found, Found) and found.entries:
                return found
    return None


def _links(visitor: Visitor, state: SourceState, answer: Answer, page: ParsedFrontPage) -> Found | Refusal:
    if not page.entries:
        return Refusal(reason="not_a_feed", detail="a page without links to articles, and no feed of it could be read")
    looked_at = state.looked_at if state.kind == "page" and state.looked_at else visitor.now
    return Found(
        answer=answer,
        entries=page.entries[:NEWEST],
        state=replace(state, feed_url="", kind="page", looked_at=looked_at),
    )
