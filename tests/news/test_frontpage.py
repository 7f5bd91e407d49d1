from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.frontpage import held_out, measure
from news.model import ParsedFrontPage, Refusal
from news.sources.feed import read_source
from news.sources.frontpage import read_frontpage

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
URL = "https://www.news.example.com/world/"
WORDS = "Ministers meet again over the harvest"


def read(body: str | bytes, *, url: str = URL) -> ParsedFrontPage:
    raw = body if isinstance(body, bytes) else body.encode()
    found = read_frontpage(raw, url=url, content_type="", now=NOW)
    assert isinstance(found, ParsedFrontPage), found
    return found


def page(*parts: str, head: str = "") -> str:
    return f'<!doctype html><html lang="ar"><head><title>Front</title>{head}</head><body>{"".join(parts)}</body></html>'


def link(href: str, words: str = WORDS) -> str:
    return f'<a href="{href}">{words}</a>'


@pytest.mark.parametrize(
    "href",
    [
        "/2023/09/12/ministers-meet-again",
        "/world/2023-09-12/ministers-meet",
        "/news/1234567/ministers-meet",
        "/world/ministers-meet-again-over-the-harvest-1234567.html",
        "/world/ministers-meet-again-over-the-harvest",
        "/a/ministers-meet-again/7654321.html",
        "/articles/c4gdk7qnw81o",
        "/article/898682/%D9%88%D8%B2%D8%B1%D8%A7%D8%A1-%D9%8A%D8%AC%D8%AA%D9%85%D8%B9%D9%88%D9%86/ar",
        "/سياسة/وزراء-الخارجية-يجتمعون-مجددا-في-القاهرة",
        "/?p=12345",
        "/story.aspx?id=98765",
    ],
)
def test_an_address_shaped_like_an_article_is_one(href: str) -> None:
    assert len(read(page(link(href))).entries) == 1


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/world",
        "/world/europe/",
        "/tag/2023/09/12/harvest-ministers-meet",
        "/author/a-person-with-a-long-name-1234567",
        "/login?next=/2023/09/12/ministers-meet-again",
        "/search?id=1234567",
        "/2023/09/12/picture-of-the-ministers.jpg",
        "/%D9%88%D8%B3%D9%85/12345678-2023",
        "https://evil.example/2023/09/12/ministers-meet-again",
        "javascript:void(0)",
        "mailto:a@news.example.com",
        "#2023-09-12-ministers-meet-again",
        "/newsletter/ministers-meet-again-1234567",
    ],
)
def test_sections_people_forms_and_files_are_no_articles(href: str) -> None:
    assert read(page(link(href))).entries == ()


def test_a_menu_is_no_list_of_articles() -> None:
    menu = "".join(link(f"/de/section/s-{n}2345", "World") for n in range(30))
    assert read(page(f"<nav>{menu}</nav>", menu.replace("/s-", "/t-"))).entries == ()


def test_articles_come_once_and_in_page_order() -> None:
    found = read(
        page(
            '<a href="/2023/09/12/second-story-of-the-day?utm_source=top"><img src="x.jpg"></a>',
            f"<h2>{link('/2023/09/12/first-story-of-the-day')}</h2>",
            link("https://news.example.com/2023/09/12/second-story-of-the-day"),
        )
    )
    assert [entry.url.partition("?")[0].rpartition("/")[2] for entry in found.entries] == [
        "second-story-of-the-day",
        "first-story-of-the-day",
    ]


def test_the_page_itself_is_no_article_of_its_own() -> None:
    url = "https://www.news.example.com/2023/09/12/a-story-of-the-day"
    assert read(page(link(url), link("#comments")), url=url).entries == ()


def test_a_headline_of_a_front_page_is_not_kept_as_title_and_changes_nothing() -> None:
    one, two = (read(page(link("/2023/09/12/a-story", words))).entries[0] for words in (WORDS, f"{WORDS}, live"))
    assert (one.title, one.stamp) == ("", two.stamp)


def test_feeds_are_discovered_without_those_of_comments_and_embeddings() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://feeds.example.org/a">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
        '<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=x">'
        '<link rel="alternate" hreflang="en" href="/en/">'
        '<link rel="stylesheet" type="application/rss+xml" href="/x">'
        '<link rel="alternate" type="application/feed+json" href="file:///etc/passwd">'
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    )
    found = read(page(head=head))
    assert found.feeds == ("https://www.news.example.com/feed/", "https://feeds.example.org/a")
    assert (found.title, found.language) == ("Front", "ar")


def test_a_base_is_honoured_and_a_bad_one_is_not() -> None:
    story = "2023/09/12/a-story-of-the-day"
    for base, url in (("/ar/", f"https://www.news.example.com/ar/{story}"), ("javascript:x", f"{URL}{story}")):
        assert read(page(link(story), head=f'<base href="{base}">')).entries[0].url == url


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + link("/2023/09/12/a-story-of-the-day"),
        page("<a>" * 50_000),
        page(*(link(f"/2023/09/12/a-story-{n}") for n in range(20_000))),
        page("<a href='/x' " + "a " * 10_000 + ">x</a>"),
        page(f"<a href='/{'a-' * 100_000}'>x</a>"),
        page("<a href='/2023/09/12/a-story-of-the-day'>" + "word " * 500_000),
        "<a href='" * 50_000,
        "\x00" * 100_000 + page(),
    ],
    ids=["deep", "open links", "many links", "attributes", "long address", "long words", "torn", "zeros"],
)
def test_a_hostile_page_is_bounded(body: str) -> None:
    found = read_frontpage(body.encode(), url=URL, content_type="", now=NOW, limit=100)
    assert isinstance(found, Refusal) or len(found.entries) <= 100


def test_arabic_in_an_old_encoding_is_read() -> None:
    body = page(link("/سياسة/وزراء-الخارجية-يجتمعون-مجددا-في-القاهرة", "وزراء الخارجية يجتمعون مجددا في القاهرة"))
    found = read(body.encode("cp1256"))
    assert "%D9%88%D8%B2" in found.entries[0].url or "وزراء" in found.entries[0].url


def test_a_page_that_leads_nowhere_is_no_source() -> None:
    found = read_source(page("<p>Under maintenance</p>").encode(), url=URL, content_type="text/html", now=NOW)
    assert found == Refusal(reason="not_a_feed", detail="an HTML page without feeds or links to articles")


def test_links_to_articles_are_found_on_saved_pages(shared: Path) -> None:
    hits, found, right = (sum(column) for column in zip(*measure(held_out()).values(), strict=True))
    # measured: precision .85, recall .85 against labels by pattern of address
    assert hits / found > 0.8
    assert hits / right > 0.8
