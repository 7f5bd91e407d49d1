from __future__ import annotations

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest

from news.model import ParsedFeed, ParsedSitemap, Refusal
from news.sources import sitemap
from news.sources.feed import read_source
from news.sources.sitemap import read_sitemap

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
URL = "https://www.news.example.com/sitemap.xml"
SPACE = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def read(body: bytes | str, *, limit: int = 2000) -> ParsedSitemap:
    raw = body.encode() if isinstance(body, str) else body
    found = read_sitemap(raw, url=URL, content_type="", now=NOW, limit=limit)
    assert isinstance(found, ParsedSitemap), found
    return found


def page(path: str, *, more: str = "", host: str = "www.news.example.com") -> str:
    return f"<url><loc>https://{host}/{path}</loc>{more}</url>"


def urls(*pages: str) -> str:
    return f'<?xml version="1.0"?><urlset {SPACE} {IMAGE}>{"".join(pages)}</urlset>'


def index(*children: str) -> str:
    return f"<sitemapindex {SPACE}>{''.join(f'<sitemap>{one}</sitemap>' for one in children)}</sitemapindex>"


NEWS = (
    "<news:news><news:publication><news:name>Wire</news:name><news:language>ar</news:language></news:publication>"
    "<news:publication_date>2023-09-12T10:00:00+03:00</news:publication_date><news:title>خبر &amp; خبر</news:title></news:news>"
)


def test_a_news_sitemap_gives_title_date_language_and_publication() -> None:
    found = read(urls(page("a", more=NEWS)))
    entry = found.entries[0]
    assert found.is_news
    assert (entry.title, entry.language, entry.publication) == ("خبر & خبر", "ar", "Wire")
    assert (entry.published.day, entry.published.origin) == (date(2023, 9, 12), "sitemap")
    assert entry.published.at == datetime(2023, 9, 12, 7, 0, tzinfo=UTC)


def test_a_date_of_change_is_no_date_of_publication() -> None:
    entry = read(urls(page("a", more="<lastmod>2023-09-12</lastmod>"))).entries[0]
    assert entry.published.at is None


def test_titles_of_images_are_not_titles_of_pages() -> None:
    picture = "<image:image><image:loc>https://cdn.example.org/a.jpg</image:loc><image:title>A picture</image:title></image:image>"
    found = read(urls(page("a", more=picture)))
    assert [(entry.url, entry.title) for entry in found.entries] == [("https://www.news.example.com/a", "")]
    assert found.foreign == 0


def test_the_newest_are_kept() -> None:
    dated = [page(str(day), more=f"<lastmod>2023-08-{day:02}</lastmod>") for day in range(1, 29)]
    found = read(urls(page("undated"), *dated), limit=3)
    assert [entry.url[-3:] for entry in found.entries] == ["/28", "/27", "/26"]
    assert found.total == 29


@pytest.mark.parametrize("stamp", ["2023-09-13T11:59:00Z", "2023-09-13T11:5{}:00Z", "2020-01-01"])
def test_dates_of_change_that_are_all_now_or_all_the_same_change_nothing(stamp: str) -> None:
    first = read(urls(*(page(str(n), more=f"<lastmod>{stamp.format(n % 10)}</lastmod>") for n in range(20))))
    later = read(urls(*(page(str(n)) for n in range(20))))
    assert first.lastmod_lies
    assert [entry.stamp for entry in first.entries] == [entry.stamp for entry in later.entries]
    assert [entry.url for entry in first.entries] == [entry.url for entry in later.entries]


def test_an_honest_date_of_change_changes_the_stamp() -> None:
    days = [[page(str(n), more=f"<lastmod>2023-0{month}-{n + 1:02}</lastmod>") for n in range(20)] for month in (7, 8)]
    before, after = (read(urls(*one)) for one in days)
    assert not before.lastmod_lies
    assert before.entries[0].stamp != after.entries[0].stamp


def test_pages_of_other_sites_are_dropped_and_counted() -> None:
    found = read(
        urls(
            page("a"),
            page("b", host="evil.example"),
            page("c", host="m.news.example.com"),
            page("d", host="example.org"),
        )
    )
    assert sorted(entry.url[8:] for entry in found.entries) == ["m.news.example.com/c", "www.news.example.com/a"]
    assert (found.foreign, found.total) == (2, 4)


def test_an_index_names_its_children_newest_first_and_never_itself() -> None:
    found = read(
        index(
            "<loc>https://www.news.example.com/old.xml</loc><lastmod>2023-01-01</lastmod>",
            "<loc>/new.xml.gz</loc><lastmod>2023-09-01T00:00:00Z</lastmod>",
            f"<loc>{URL}</loc>",
            "<loc>https://evil.example/s.xml</loc>",
            "<loc>file:///etc/passwd</loc>",
        )
    )
    assert [child.url for child in found.children] == [
        "https://www.news.example.com/new.xml.gz",
        "https://www.news.example.com/old.xml",
    ]
    assert (found.entries, found.total, found.foreign) == ((), 5, 2)


def test_a_gzip_file_is_inflated_and_a_bomb_is_not() -> None:
    assert len(read(gzip.compress(urls(page("a")).encode())).entries) == 1
    bomb = read_sitemap(gzip.compress(b"<urlset>" + b" " * (60 << 20)), url=URL, content_type="", now=NOW)
    assert isinstance(bomb, Refusal)
    assert bomb.reason == "too_large"
    torn = read_sitemap(gzip.compress(urls(page("a")).encode())[:-9], url=URL, content_type="", now=NOW)
    assert isinstance(torn, Refusal)
    assert torn.reason == "truncated"


def test_a_list_of_addresses_is_a_sitemap() -> None:
    found = read("\ufeffhttps://www.news.example.com/a\r\n\r\nhttps://www.news.example.com/b\nhttps://evil.example/c\n")
    assert [entry.url[-1] for entry in found.entries] == ["a", "b"]
    assert (found.total, found.foreign) == (3, 1)


def test_a_torn_sitemap_gives_its_whole_pages() -> None:
    body = urls(*(page(f"story-{n}") for n in range(5)))
    found = read(body[: body.index("story-3") + 4])
    assert [entry.url[-1] for entry in found.entries] == ["0", "1", "2"]
    assert not found.complete


def test_no_more_pages_are_read_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_URLS", 50)
    found = read(urls(*(page(str(n)) for n in range(60))))
    assert (found.total, len(found.entries)) == (60, 50)


@pytest.mark.parametrize(
    "body",
    [
        f'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset {SPACE}>{page("a&x;")}</urlset>',
        f'<!DOCTYPE u SYSTEM "http://127.0.0.1:9/x.dtd"><urlset {SPACE}>{page("a")}</urlset>',
        f'<!DOCTYPE u [<!ENTITY a "{"x" * 9999}">]><urlset {SPACE}>{page("a" + "&a;" * 9999)}{page("b")}</urlset>',
        urls(
            page(
                "a",
                more='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
            )
        ),
        urls("<url>" * 5000, page("a")),
        urls(page("a?x=1&y=2&amp;z=3")),
    ],
    ids=["local file", "outside DTD", "quadratic", "XInclude", "nested", "bare ampersand"],
)
def test_a_hostile_sitemap_gives_no_more_than_addresses(body: str) -> None:
    found = read(body)
    assert "root:" not in repr(found)
    assert all(len(entry.url) < 2100 for entry in found.entries)


def test_a_bare_ampersand_is_part_of_the_address() -> None:
    assert read(urls(page("a?x=1&y=2&amp;z=3"))).entries[0].url.endswith("/a?x=1&y=2&z=3")


@pytest.mark.parametrize("body", ["", "<html/>", "<rss/>", "no address", "https://a.example/ and words", "{}"])
def test_what_is_no_sitemap_is_refused(body: str) -> None:
    found = read_sitemap(body.encode(), url=URL, content_type="", now=NOW)
    assert isinstance(found, Refusal)
    assert found.reason == "not_a_feed"


def test_a_source_is_told_to_be_a_sitemap_or_a_feed_by_looking() -> None:
    rss = "<rss><channel><item><title>T</title><link>https://www.news.example.com/a</link></item></channel></rss>"
    for body, kind in (
        (urls(page("a")), ParsedSitemap),
        (index(f"<loc>{URL}</loc>"), ParsedSitemap),
        (rss, ParsedFeed),
    ):
        for raw in (body.encode(), gzip.compress(body.encode()), body.encode("utf-16")):
            assert isinstance(read_source(raw, url=URL, content_type="", now=NOW), kind)


def test_a_sitemap_of_the_last_hours_is_not_taken_for_a_lie() -> None:
    pages = [
        page(str(n), more=f"<lastmod>{(NOW - timedelta(minutes=17 * n)).isoformat()}</lastmod>") for n in range(1, 60)
    ]
    assert not read(urls(*pages)).lastmod_lies
