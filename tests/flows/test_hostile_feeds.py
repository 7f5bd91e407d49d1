"""One cycle over sources that are each broken in a way of their own (FAULTS §2.1 - §2.5): every one ends as its own row.

Links in the feeds are relative, so that each leads to its own site.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from flows.summary import RunSummary, SourceSummary
from news.configuring.settings import Settings
from tests.faults.routes import ROUTES, bomb
from tests.faults.server import Exchange, FaultServer
from tests.faults.sites import Answer, ManySites, item, rss, said
from tests.flows.conftest import cycle, query

CANARY = "127.0.0.77"
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
LAUGHS = "<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 11))
ARABIC = "قال الوزير إن الأخبار العاجلة"


def items(count: int, more: str = "", title: str = "خبر") -> list[str]:
    return [item(f"/a/{number}", f"{title} {number}", more) for number in range(count)]


def entity(declared: str) -> str:
    return f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]>" + rss(
        [item("/a/0", "A &x; B"), *items(3)[1:]], prolog=""
    )


def flaky(exchange: Exchange) -> None:
    if exchange.server.asked(exchange.path)[1:]:
        exchange.reply(200, rss(items(3)).encode())
    else:
        exchange.reply(503)


# name: (what /feed answers, the outcome and reason of the source, how many items it gave)
FEEDS: dict[str, tuple[Answer, str, int]] = {
    "reset": (ROUTES["/drop/reset"], "failed reset", 0),
    "cut off": (ROUTES["/drop/mid-body"], "failed truncated", 0),
    "gzip cut off": (ROUTES["/enc/truncated"], "failed truncated", 0),
    "gzip that is none": (ROUTES["/enc/plain-as-gzip"], "failed bad_encoding", 0),
    "bomb": (said(bomb(), Content_Encoding="gzip"), "failed too_large", 0),
    "bomb without a label": (bomb(), "failed too_large", 0),
    "bomb in a feed": (ROUTES["/bomb/in-a-feed"], "failed too_large", 0),
    "brotli": (said(b"\x8b\x0b\x80", Content_Encoding="br"), "failed unsupported_encoding", 0),
    "endless": (ROUTES["/endless/chunks"], "failed too_large", 0),
    "loop": (lambda e: e.redirect("/feed"), "failed too_many_redirects", 0),
    "redirect to nowhere": (ROUTES["/redirect/no-location"], "failed bad_redirect", 0),
    "redirect to a file": (lambda e: e.redirect("file:///etc/passwd"), "failed blocked_scheme", 0),
    "redirect inside": (lambda e: e.redirect(f"http://{CANARY}/"), "failed blocked_address", 0),
    "not modified unasked": (ROUTES["/not-modified"], "failed unsolicited_304", 0),
    "nothing": (said(b"", ETag='"e"'), "failed empty_body", 0),
    "blanks": (b" \r\n\t " * 100, "failed empty_body", 0),
    "flaky": (flaky, "ok", 3),
    **{f"status {code}": (said(b"<p>x</p>", code), f"failed http_{code}", 0) for code in (204, 401, 403, 404, 410, 429, 451, 500, 520)},
    "a web page": ("<html><body><form>Please log in</form></body></html>", "failed not_a_feed", 0),
    "plain words": ("no feed here today", "failed not_a_feed", 0),
    "other JSON": ('{"error": "no such feed"}', "failed not_a_feed", 0),
    "JSON nested for ever": ('{"items":' + "[" * 300_000, "failed too_deep", 0),
    "other XML": ("<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "failed not_a_feed", 0),
    "PDF": (b"%PDF-1.7\n" + bytes(range(256)) * 9, "failed not_a_feed", 0),
    "an index of itself": (INDEX.format("<sitemap><loc>/feed</loc></sitemap>"), "failed not_a_feed", 0),
    "an index without end": (INDEX.format("<sitemap><loc>/index</loc></sitemap>" * 9), "failed not_a_feed", 0),
    "a sitemap of others": (URLSET.format("<url><loc>http://other.example/1</loc></url>"), "failed not_a_feed", 0),
    "an index of an insider": (INDEX.format(f"<sitemap><loc>http://{CANARY}/s.xml</loc></sitemap>"), "failed not_a_feed", 0),
    "a sitemap of nothing yet": (URLSET.format(""), "ok", 0),
    "a feed of nothing yet": (rss([]), "ok", 0),
    "gzip without a label": (gzip.compress(rss(items(3)).encode()), "ok", 3),
    "torn": (rss(items(5))[:-100], "ok incomplete", 3),
    "billion laughs": (f"<?xml version='1.0'?><!DOCTYPE rss [{LAUGHS}]>" + rss([item("/a/0", "&l10;"), *items(3)[1:]], prolog=""), "ok", 3),
    "quadratic": (entity(f"<!ENTITY x '{'x' * 50_000}'>").replace("&x;", "&x;" * 50_000), "ok", 3),
    "a file as entity": (entity("<!ENTITY x SYSTEM 'file:///etc/passwd'>"), "ok", 3),
    "a host as entity": (entity(f"<!ENTITY x SYSTEM 'http://{CANARY}/x'>"), "ok", 3),
    "a parameter entity": (entity(f"<!ENTITY % p SYSTEM 'http://{CANARY}/p'> %p;"), "ok", 3),
    "a DTD of a host": (f"<!DOCTYPE rss SYSTEM 'http://{CANARY}/x.dtd'>" + rss(items(3), prolog=""), "ok", 3),
    "XInclude": (rss([item("/a/0", "T<i:include xmlns:i='http://www.w3.org/2001/XInclude' parse='text' href='/etc/passwd'/>")]), "ok", 1),
    "an author of brackets": (rss([item("/a/9", more=f"<author>{'(' * 32_000}</author>"), *items(2)]), "ok", 3),
    "an author of letters": (rss([item("/a/9", more=f"<author>{'a' * 12_000}</author>"), *items(2)]), "ok", 3),
    "nested": (rss(["<a>" * 20_000, "</a>" * 20_000, *items(3)]), "ok", 3),
    "nested for ever": (rss(["<a>" * 20_000, *items(3)]), "ok", 3),
    "a huge item": (rss([item("/a/9", more=f"<description>{'w ' * 4_200_000}</description>"), *items(3)]), "ok cut", 3),
    "a huge title": (rss([item("/a/9", "T" * 1_000_000), *items(2)]), "ok", 3),
    "too many": (rss(f"<item><link>/none/{n}</link></item>" for n in range(2005)), "ok cut", 2000),
    "bare ampersands": (rss(items(3, title="A & B &bogus;")), "ok", 3),
    "junk before it": ("\r\n<br />\n<b>Warning</b>: in /x.php on line 3<br />\n" + rss(items(3)), "ok", 3),
    "NUL": (rss(items(3, title="خ\0بر")), "ok", 3),
    "broken UTF-8": (rss(items(3, title=ARABIC)).encode().replace("خبار".encode(), b"\xff\xfe" + "خبار".encode()), "ok", 3),
    "windows-1256 as UTF-8": (rss(items(3, title=ARABIC)).encode("cp1256"), "ok", 3),
    "UTF-8 as latin-1": (said(rss(items(3, title=ARABIC)), Content_Type="text/xml; charset=iso-8859-1"), "ok", 3),
    "UTF-16": (rss(items(3, title=ARABIC), prolog='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"), "ok", 3),
    "a codec as charset": (said(rss(items(3, title=ARABIC)), Content_Type="text/xml; charset=zlib_codec"), "ok", 3),
    "one guid": (rss(items(5, "<guid isPermaLink='false'>1</guid>")), "ok", 5),
    "one link": (rss(item("/a/0", f"t{n}", f"<guid isPermaLink='false'>{n}</guid>") for n in range(5)), "ok", 1),
    "a huge guid": (rss(items(3, f"<guid>{'g' * 100_000}</guid>")), "ok", 3),
    "items twice": (rss(items(3) * 3), "ok", 3),
    "campaigns": (rss(item(f"/a/0{end}") for end in ("", "?utm_source=x", "#f", "?fbclid=1&amp;utm_medium=y", "/")), "ok", 1),
    "no links": (rss(f"<item><title>{n}</title></item>" for n in range(5)), "ok", 5),
    "its own link": (rss([item("/feed"), item("/feed#1", "t", "<guid isPermaLink='false'>x</guid>"), *items(1)]), "ok", 3),
    "JSON in UTF-16": (('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/a/0", "title": "' + ARABIC + '"}]}').encode("utf-16"), "ok", 1),
    "JSON with a number without end": ('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": %s, "url": "/a/0"}, {"url": "/a/1"}]}' % ("9" * 5000), "ok", 2),
    "a sitemap longer than a feed may be": (URLSET.format("".join(f"<url><loc>/none/{n}/{'x' * 1900}</loc></url>" for n in range(11_500))), "ok", 200),
    "links with spaces": (rss([item("/a b/0 .html"), item("\n   /a/1\n ")]), "ok", 2),
    "links of all schemes": (
        rss([*map(item, ("javascript:alert(1)", "data:,x", "file:///etc/passwd", "ftp://x/", "mailto:x@y", "http://[::1", "http://u:p@x/", "\\\\x\\y", "http://x:99999/", "http://ex ample/")), *items(1)]),
        "ok",
        11,
    ),
    "years": (rss([*items(2, "<pubDate>Wed, 13 Sep 2099 08:00:00 GMT</pubDate>"), item("/a/7", more="<pubDate>9999-12-31T23:59:59-12:00</pubDate>"), item("/a/8", more="<pubDate>-1</pubDate>")]), "ok", 4),
    "hints of a year": (said(rss(items(3), head="<ttl>525600</ttl>"), Cache_Control="max-age=31536000"), "ok", 3),
    "a feed inside": (f"<html><head><link rel=alternate type='application/rss+xml' href='http://{CANARY}/f'></head><body></body></html>", "failed not_a_feed", 0),
    "a base inside": (f"<html><head><base href='http://{CANARY}/'></head><body><a href='/2023/09/13/some-long-name'>A headline of many words</a></body></html>", "failed not_a_feed", 0),
    "archives inside": (f"<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='http://{CANARY}/n'/><link rel='hub' href='http://{CANARY}/h'/><entry><title>t</title><link href='/a/0'/></entry></feed>", "ok", 1),
}  # fmt: skip
EXTRA: dict[str, dict[str, Answer]] = {
    "an index without end": {"/index": INDEX.format("<sitemap><loc>/index?again</loc></sitemap>" * 9)},
    "too many": {"/robots.txt": "User-agent: *\nDisallow: /none/"},
    "a sitemap longer than a feed may be": {"/robots.txt": "User-agent: *\nDisallow: /none/"},
}
# name: (what /robots.txt answers, the outcome and reason of the source, how many of its three articles may be fetched)
ROBOTS: dict[str, tuple[Answer, str, int]] = {
    **{f"robots {code}": (said(b"", code), "ok", 3) for code in (401, 403, 404)},
    **{f"robots {code}": (said(b"", code), "failed robots_unreachable", 0) for code in (429, 500, 503)},
    "robots cut off": (ROUTES["/drop/mid-body"], "failed robots_unreachable", 0),
    "robots redirected inside": (lambda e: e.redirect(f"http://{CANARY}/"), "failed robots_unreachable", 0),
    "robots in a loop": (lambda e: e.redirect("/robots.txt"), "ok", 3),
    "robots endless": (ROUTES["/endless/body"], "ok", 3),
    "robots a bomb": (said(bomb(), Content_Encoding="gzip"), "ok", 3),
    "robots a page": ("<html><body>hello</body></html>", "ok", 3),
    "robots disallow": ("User-agent: *\nDisallow: /", "failed robots_disallowed", 0),
    "robots behind a mark": ("\ufeffUser-agent: *\nDisallow: /feed", "failed robots_disallowed", 0),
    "robots of two groups": ("User-agent: marsad\nDisallow: /x\n\nUser-agent: marsad\nDisallow: /a/\n", "ok", 0),
    "robots longest match": ("User-agent: *\nDisallow: /\nAllow: /feed\nAllow: /a/1", "ok", 1),
    "robots wildcard": ("User-agent: *\nDisallow: /*/1$", "ok", 2),
}


@dataclass
class Met:
    """What one cycle over all of them left."""

    settings: Settings
    summary: RunSummary
    sources: dict[str, SourceSummary]
    canary: FaultServer


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Met]:
    sites: dict[str, dict[str, Answer]] = {
        name: {"/feed": told[0], **EXTRA.get(name, {})} for name, told in FEEDS.items()
    }
    sites |= {name: {"/feed": rss(items(3)), "/robots.txt": told[0]} for name, told in ROBOTS.items()}
    with ManySites(sites=dict(sites)) as server, FaultServer(address=CANARY) as canary:
        settings = server.settings(tmp_path_factory.mktemp("feeds"))
        summary = cycle(settings)
        yield Met(settings, summary, {one.source: one for one in summary.sources}, canary)


@pytest.mark.parametrize("name", FEEDS)
def test_a_source_ends_as_it_should(met: Met, name: str) -> None:
    _, expected, found = FEEDS[name]
    source = met.sources[name]
    assert (f"{source.outcome} {source.reason}".strip(), source.found) == (expected, found)


@pytest.mark.parametrize("name", ROBOTS)
def test_rules_are_kept_or_waited_for(met: Met, name: str) -> None:
    _, expected, allowed = ROBOTS[name]
    source = met.sources[name]
    assert (f"{source.outcome} {source.reason}".strip(), source.new) == (expected, allowed)
    assert source.found == 0 or source.skipped == 3 - allowed


def test_every_item_is_counted_once(met: Met) -> None:
    assert all(one.found == one.new + one.known + one.skipped + one.failed for one in met.summary.sources)
    assert len(met.sources) == len(FEEDS) + len(ROBOTS)


def test_an_item_without_an_address_to_follow_is_a_row_with_its_reason(met: Met) -> None:
    named = ("no links", "its own link", "links of all schemes")
    rows = query(
        met.settings,
        f"SELECT source, count(*) FROM skipped WHERE reason = 'no_link' AND source IN {named} GROUP BY source",
    )
    assert dict(rows) == {"no links": 5, "its own link": 2, "links of all schemes": 10}


def test_how_many_items_of_a_cut_or_torn_feed_were_taken_is_told(met: Met) -> None:
    visits = query(met.settings, "SELECT source, detail FROM visits WHERE contains(detail, 'items taken')")
    told = dict(visits)
    assert (told["too many"], told["torn"]) == ("2000 of 2005 items taken", "3 of 4 items taken")


def test_no_source_leads_inside_this_machine(met: Met) -> None:
    assert (met.canary.accepted, met.canary.seen) == (0, [])
    titles = query(met.settings, "SELECT title, text FROM articles WHERE contains(title || text, 'root:')")
    assert titles == []


def test_what_was_decoded_is_arabic(met: Met) -> None:
    named = [name for name in FEEDS if name.startswith(("windows-1256", "UTF-", "a codec"))]
    titles = dict(query(met.settings, "SELECT source, any_value(title) FROM articles GROUP BY source"))
    assert all(titles[name].startswith(ARABIC) for name in named)


def test_dates_that_cannot_be_are_none(met: Met) -> None:
    assert query(met.settings, "SELECT DISTINCT published_at FROM articles WHERE source = 'years'") == [(None,)]


def test_a_second_look_stores_nothing_new(met: Met) -> None:
    again = cycle(met.settings)
    assert (again.new, again.state) == (0, "degraded")
