from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from news.model import ParsedFeed, ParsedFrontPage, ParsedOpml, ParsedSitemap, Refusal
from news.parsing.pool import OpmlJob, Pool, SourceJob
from news.sources.feed import read_feed

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
URL = "https://news.example.com/feed"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(size=1, deadline=1.5) as one:
        yield one


def read(pool: Pool, body: bytes) -> ParsedFeed | Refusal:
    job = SourceJob(url=URL, body=body, content_type="application/rss+xml", now=NOW, limit=2000, tag=1)
    return next(pool.read_sources([job]))[1]


def look(pool: Pool, body: bytes) -> object:
    job = SourceJob(url=URL, body=body, content_type="", now=NOW, limit=100, tag=1)
    return next(pool.read_sources([job]))[1]


def rss(items: str, *, dtd: str = "") -> bytes:
    return f'<?xml version="1.0"?>{dtd}<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def item(title: str = "T", *, more: str = "", path: str = "1") -> str:
    return f"<item><title>{title}</title><link>https://news.example.com/{path}</link>{more}</item>"


HONEST = rss(item("An honest item"))


def laughs() -> str:
    names = "abcdefghij"
    lines = [f'<!ENTITY {name} "' + f"&{before};" * 10 + '">' for before, name in pairwise(names)]
    return '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(lines) + "]>"


# Read, and nothing of it expanded, fetched or opened.
HARMLESS = {
    "billion laughs": rss(item("&j;"), dtd=laughs()),
    "one long entity, often": rss(item("&a;" * 20_000), dtd=f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>'),
    "a local file": rss(item("&x;"), dtd='<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "an outside DTD": rss(item("&x;"), dtd='<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "parameter entities": rss(item("T"), dtd='<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
    "XInclude": rss(
        item('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')
    ),
    "a guid of 100 KB": rss(item(more=f"<guid>{'g' * 100_000}</guid>")),
    "markup with endless attributes": rss(item(more=f"<description>&lt;a {'a ' * 50_000}&gt;x</description>")),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_hostile_feed_is_read_without_what_it_wants(pool: Pool, name: str) -> None:
    found = read(pool, HARMLESS[name])
    assert isinstance(found, ParsedFeed)
    assert len(found.entries) == 1
    assert len(found.entries[0].title) <= 500
    assert "root:" not in repr(found)
    assert "haha" not in found.entries[0].title


# Either bounded or refused; the worker may have to die for it.
HEAVY = {
    "quadratic author": rss(item(more=f"<author>{'a' * 100_000}</author>")),
    "many short entities": rss(item("&a;" * 1_500_000), dtd=f'<!DOCTYPE r [<!ENTITY a "{"x" * 59}">]>'),
    "nested elements": rss(item(more=f"<description>{'<a>' * 150_000}x</description>")),
    "nested items": rss("<item>" * 150_000),
    "endless attributes": rss("<item " + " ".join(f"a{n}='1'" for n in range(150_000)) + "/>"),
    "nothing but ampersands": rss(item("&" * 2_000_000)),
    "deep JSON": b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "nothing but angle brackets": b"<" * 2_000_000,
    "a DTD without end": b"<!DOCTYPE r [" + b'"' * 1_000_001,
    "zeros": b"\0" * 2_000_000,
}
REASONS = {"parse_timeout", "out_of_memory", "too_deep", "not_a_feed", "worker_crashed"}


@pytest.mark.parametrize("name", HEAVY)
def test_a_feed_made_to_exhaust_ends_with_a_reason_and_the_next_one_is_read(pool: Pool, name: str) -> None:
    found = read(pool, HEAVY[name])
    assert isinstance(found, ParsedFeed) or found.reason in REASONS
    after = read(pool, HONEST)
    assert isinstance(after, ParsedFeed)
    assert after.entries[0].title == "An honest item"


def test_a_worker_out_of_memory_is_said_to_be_so_and_replaced() -> None:
    body = rss(item(more=f"<description>{'word ' * 3_000_000}</description>"))
    with Pool(size=1, deadline=20.0, memory_mb=40) as small:
        found = read(small, body)
        assert isinstance(found, Refusal)
        assert found.reason in ("out_of_memory", "worker_crashed", "unreadable")
    with Pool(size=1) as large:
        assert isinstance(read(large, HONEST), ParsedFeed)


def test_a_killed_worker_costs_the_others_nothing() -> None:
    bodies = [HEAVY["quadratic author"], *[HONEST] * 40]
    with Pool(size=2, deadline=1.0) as one:
        jobs = [SourceJob(url=URL, body=b, content_type="", now=NOW, limit=10, tag=n) for n, b in enumerate(bodies)]
        found = {job.tag: result for job, result in one.read_sources(jobs)}
    assert found[0] == Refusal(reason="parse_timeout")
    assert all(isinstance(found[tag], ParsedFeed) for tag in range(1, 41))


def children_of(pid: int) -> list[int]:
    """Return the processes that this one started, and theirs."""
    own = [int(c) for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()]
    return own + [theirs for one in own for theirs in children_of(one)]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_whatever_process_is_killed_the_next_document_is_read_and_none_is_left_behind() -> None:
    before = set(children_of(os.getpid()))
    with Pool(size=1) as one:
        assert isinstance(read(one, HONEST), ParsedFeed)
        nursery, worker = (pid for pid in children_of(os.getpid()) if pid not in before)
        for victim in (worker, nursery):
            os.kill(victim, signal.SIGKILL)
            found = [read(one, HONEST) for _ in range(3)]
            assert isinstance(found[-1], ParsedFeed)
            assert sum(isinstance(result, Refusal) for result in found) <= 1
    assert set(children_of(os.getpid())) <= before


def test_more_items_than_the_limit_are_counted_not_read(pool: Pool) -> None:
    found = read(pool, rss("".join(item(path=str(n)) for n in range(20_000))))
    assert isinstance(found, ParsedFeed)
    assert (len(found.entries), found.total, found.complete) == (2000, 20_000, True)


def test_a_body_that_is_the_name_of_a_file_opens_no_file() -> None:
    for body in (b"/etc/passwd", b"/dev/zero", b"file:///etc/passwd", b"http://127.0.0.1:9/feed"):
        assert isinstance(read_feed(body, url=URL, content_type="application/rss+xml", now=NOW), Refusal)


def test_every_kind_of_finding_comes_back_as_it_was(pool: Pool) -> None:
    feed = look(pool, HONEST)
    sitemap = look(
        pool,
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example.com/a</loc></url></urlset>',
    )
    index = look(
        pool,
        b"<sitemapindex><sitemap><loc>https://news.example.com/1.xml</loc><lastmod>2023-09-01</lastmod></sitemap></sitemapindex>",
    )
    page = look(pool, b'<html><body><a href="/2023/09/12/a-long-story-about-peace">A long story about peace</a></html>')
    opml = pool.read_opml(
        OpmlJob(body=b'<opml><body><outline text="A" xmlUrl="https://a.example/f"/></body></opml>', tag=1)
    )
    assert isinstance(feed, ParsedFeed)
    assert isinstance(sitemap, ParsedSitemap)
    assert sitemap.entries[0].url == "https://news.example.com/a"
    assert isinstance(index, ParsedSitemap)
    assert index.children[0].changed_at == datetime(2023, 9, 1, tzinfo=UTC)
    assert isinstance(page, ParsedFrontPage)
    assert page.entries[0].url == "https://news.example.com/2023/09/12/a-long-story-about-peace"
    assert isinstance(opml, ParsedOpml)
    assert opml.outlines[0].title == "A"


def test_a_source_that_is_nothing_known_is_refused(pool: Pool) -> None:
    for body in (
        b"",
        b"hello",
        b"%PDF-1.4",
        b"<html><body>Sorry</body></html>",
        json.dumps({"a": 1}).encode(),
        b"<a/>",
    ):
        found = look(pool, body)
        assert isinstance(found, Refusal)
        assert found.reason == "not_a_feed"
