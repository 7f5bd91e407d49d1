"""Where a page says when it was published, and which of several dates is the article's own."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from news.dating.dates import page_date
from news.model import Published

NOW = datetime(2023, 9, 20, 12, 0, tzinfo=UTC)
DAY, OTHER = date(2023, 9, 13), date(2023, 9, 15)
URL = "https://example.org/story"


def page(head: str = "", before: str = "", after: str = "", foot: str = "") -> bytes:
    return (
        f"<html><head><title>t</title>{head}</head><body>{before}<h1>The headline</h1>{after}<p>It began there on 1 May 1990.</p>"
        f"{foot}</body></html>"
    ).encode()


def linked(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def read(body: bytes, url: str = URL, extracted: str = "", language: str = "") -> Published:
    return page_date(body, extracted=extracted, url=url, now=NOW, language=language, headline="The headline")


ARTICLE = {"@type": "NewsArticle", "headline": "The headline", "datePublished": "2023-09-13T10:00:00Z"}
RELATED = {"@type": "NewsArticle", "headline": "Another", "datePublished": "2023-09-15T10:00:00Z"}
CHANGED = '<meta property="article:modified_time" content="2023-09-15T08:00:00Z">'


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE),
        linked({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]}),
        linked([{"@type": "BreadcrumbList"}, ARTICLE]),
        linked({"@type": "WebPage", "datePublished": "2023-09-15"}, ARTICLE),
        linked({**ARTICLE, "hasPart": [RELATED]}),
        linked({"@type": "ItemList", "itemListElement": [RELATED]}, ARTICLE),
        linked(RELATED | {"datePublished": "2023-09-15"}, ARTICLE | {"@type": ["Article"]}).replace("NewsArticle", "Thing"),
        linked({**ARTICLE, "dateModified": "2023-09-15T10:00:00Z"}),
        linked(ARTICLE) + CHANGED,
        '<script type="application/ld+json">{"datePublished": "2023-09-13T10:00:00Z", broken</script>',
        CHANGED + '<meta property="article:published_time" content="2023-09-13T10:00:00Z">',
        "<meta content='2023-09-13T10:00:00Z' name='parsely-pub-date'/>",
        '<META NAME="DC.date.issued" CONTENT="2023-09-13T10:00:00Z">',
        '<meta itemprop="datePublished" content="2023-09-13T10:00:00Z">',
        '<meta name=pubdate content=2023-09-13T10:00:00Z>' + CHANGED,
    ],
)  # fmt: skip
def test_metadata_tells_the_day_of_publication_and_not_of_a_change_or_of_another_article(head: str) -> None:
    published = read(page(head, after='<time datetime="2023-09-15T10:00:00Z">15 September</time>'))
    assert (published.day, published.origin) == (DAY, "meta")
    assert published.confidence >= 0.9


@pytest.mark.parametrize(
    "after",
    [
        '<time datetime="2023-09-13T10:00:00Z" itemprop="datePublished">13/9</time>',
        '<time class="updated" datetime="2023-09-15T10:00:00Z">x</time><time class="entry-date published" datetime="2023-09-13T10:00:00Z">',
        '<time datetime="2023-09-13T10:00:00Z">Wednesday</time>',
        '<time pubdate datetime="2023-09-13T10:00:00Z">x</time>',
        '<abbr class="published" title="2023-09-13T10:00:00Z">x</abbr>',
    ],
)
def test_a_time_element_beside_the_headline_tells_it(after: str) -> None:
    published = read(page(CHANGED, after=after, foot='<time datetime="2023-09-16T10:00:00Z">related</time>'))
    assert (published.day, published.origin) == (DAY, "meta")


@pytest.mark.parametrize(
    "url",
    [
        "/2023/09/13/story",
        "/2023/9/13/story",
        "/news/2023-09-13/story",
        "/world/2023/sep/13/story",
        "/20230913/story",
        "/a/2023-09-13-story.html",
    ],
)
def test_an_address_tells_it(url: str) -> None:
    published = read(page(CHANGED), url="https://example.org" + url)
    assert (published.day, published.origin, published.confidence) == (DAY, "url:day", 0.9)


@pytest.mark.parametrize(
    ("raw", "url", "day"),
    [
        ("2023-09-14T04:58:46Z", "/2023/09/13/x", DAY),
        ("2023-09-14T04:58:46+0000", "/2023/09/13/x", DAY),
        ("2023-09-12T22:30:00Z", "/2023/09/13/x", DAY),
        ("2023-09-15T04:58:46Z", "/2023/09/13/x", OTHER),
        ("2023-09-15T04:58:46+03:00", "/2023/09/14/x", OTHER),
        ("2023-09-15", "/2023/09/14/x", OTHER),
    ],
)
def test_the_day_is_the_publishers_where_its_metadata_speaks_utc(raw: str, url: str, day: date) -> None:
    published = read(page(f'<meta property="article:published_time" content="{raw}">'), url="https://example.org" + url)
    assert (published.day, published.raw) == (day, raw)


def test_the_headline_is_found_where_the_first_heading_is_the_sites_name() -> None:
    site = "<h1><a href='/'>The Site</a></h1><p>1 September 2023</p>" + "<p>menu</p>" * 40
    head = "<style>a{}</style>"
    body = page(head, before=site, after="<p>13 September 2023</p>").replace(
        b"<title>t<", b"<title>The headline - The Site<"
    )
    assert page_date(body, extracted="", url=URL, now=NOW).day == DAY
    assert read(body).day == DAY


@pytest.mark.parametrize("url", ["/2023/13/45/x", "/202309/x", "/article/20231345", "/2023091312345", "/2033/09/13/x"])
def test_a_number_in_an_address_is_not_a_day(url: str) -> None:
    assert read(page(), url="https://example.org" + url).day is None


@pytest.mark.parametrize(
    ("after", "language"),
    [
        ("<div>By A. Writer</div><span>Published 13 September 2023 | Updated 15 September 2023</span>", "en"),
        ("<span>Updated: 15 September 2023. Published: 13 September 2023</span>", "en"),
        ("<p>آخر تحديث: 15 سبتمبر 2023</p><p>نشر في: 13 سبتمبر 2023</p>", "ar"),
        ("<p>الأربعاء 28 صفر 1445 هـ - 13 أيلول 2023</p>", "ar"),
        ("<p>منذ 7 أيام</p>", "ar"),
        ("<p>13/09/2023 - 14:35</p><p>12 تعليق</p>", "ar"),
        ("<script>var d='15.09.2023'</script><p>13. September 2023</p>", "de"),
    ],
)
def test_a_line_beside_the_headline_tells_it(after: str, language: str) -> None:
    published = read(page(after=after), language=language)
    assert (published.day, published.origin.partition(":")[0]) == (DAY, "text")
    assert published.confidence <= 0.7


def test_a_line_above_the_headline_counts_after_one_below_and_is_hardly_sure() -> None:
    masthead = "<script>'1 May 2023'</script><p>15 September 2023</p>"
    assert read(page(before=masthead, after="<p>13 September 2023</p>")).day == DAY
    published = read(page(before=masthead))
    assert (published.day, published.confidence) == (OTHER, 0.399)


def test_a_line_in_windows_1256_is_read() -> None:
    body = page('<meta charset="windows-1256">', after="<p>الأربعاء 13 أيلول 2023</p>").decode().encode("cp1256")
    assert read(body, language="ar").day == DAY


def test_a_caption_and_a_sentence_are_no_byline() -> None:
    caption = "<figcaption>The ministers of both countries met in the old town hall on 1 August 2023</figcaption>"
    assert read(page(after=caption)).day is None


def test_a_date_of_change_counts_only_when_there_is_no_other_and_is_hardly_sure() -> None:
    published = read(page(CHANGED))
    assert (published.day, published.confidence) == (OTHER, 0.399)


def test_the_extractors_finding_comes_last_and_never_as_a_new_years_day() -> None:
    assert read(page(), extracted="2023-09-13").day == DAY
    assert read(page(CHANGED), extracted="2023-09-13").day == OTHER
    assert read(page(), extracted="2023-01-01").day is None


def test_a_claim_that_nobody_can_believe_gives_way_to_the_next_and_is_kept_when_there_is_none() -> None:
    future = '<meta property="article:published_time" content="9999-12-31T00:00:00Z">'
    assert read(page(future), url="https://example.org/2023/09/13/x").day == DAY
    assert read(page(future)) == Published(raw="9999-12-31T00:00:00Z")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<time" * 2000,
        b"<h1>" + b"<script" * 2000,
        b"<h1>x</h1>" + b"<" * 9000,
        b'<script type="application/ld+json">'
        + b"[" * 100_000
        + b'{"datePublished":"x","datePublished":"yyyyy"}</script>',
        b'<script type="application/ld+json">{"datePublished": {"datePublished": ["2023-09-13"]}}</script>',
        b'ld+json>"datePublished":"2023-' * 3000,
        b"<meta " + b"a=" * 5000,
        b"\xff\xfe<h1>\x00</h1>\xff 13 \xff",
    ],
)
def test_a_hostile_page_has_no_date_and_breaks_nothing(body: bytes) -> None:
    assert read(body).day is None
