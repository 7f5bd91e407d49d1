"""Pages that are made to break what reads them: each ends alone, and the page behind it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from news.model import Page, Refusal
from news.parsing.pool import PageJob, Pool

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GOOD = (
    "<html><head><meta charset='utf-8'></head><body><article><h1>جسر جديد</h1>"
    "<p>قرر المجلس يوم الاثنين بناء جسر جديد فوق النهر، ويبدأ العمل في الربيع المقبل بحسب المتحدث.</p></article></body></html>"
)
WORDS = "words of a paragraph that is long enough to be one and says nothing at all to anybody "
COSTLY = {
    "parse_timeout",
    "extract_timeout",
    "out_of_memory",
    "too_deep",
    "no_text",
    "unreadable",
    "worker_crashed",
    "front_page",
}


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(size=1, deadline=3.0, memory_mb=400) as one:
        yield one


def job(name: str, body: str | bytes, content_type: str = "") -> PageJob:
    raw = body if isinstance(body, bytes) else body.encode()
    return PageJob(
        url=f"https://news.example/{name}",
        body=raw,
        now=NOW,
        language="",
        feed_title="",
        tag=name,
        content_type=content_type,
    )


HOSTILE = {
    "deep": "<body>" + "<div>" * 100_000 + WORDS,
    "wide": "<body><article>" + f"<p>{WORDS}</p>" * 60_000 + "</article>",
    "links": "<body>" + '<p><a href="/x">one two three four five six</a></p>' * 80_000,
    "same_class": "<body><article>" + f"<div class='article-body'><p>{WORDS}</p></div>" * 30_000,
    "chrome_in_chrome": "<body>" + "<div class='newsletter'>" * 240 + f"<p>{WORDS}</p>" * 5000,
    "attributes": "<body><p " + " ".join(f"a{at}=1" for at in range(60_000)) + f">{WORDS}</p>",
    "colspan": "<body><table>" + "<tr><td colspan=1000>x</td></tr>" * 3000 + "</table>",
    "json_bomb": '<script type="application/ld+json">' + "[" * 500_000 + "</script><body><p>x</p>",
    "claim": '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
    + WORDS * 20_000
    + '"}</script><body>'
    + f"<p>{WORDS}</p>" * 10_000,
    "description": f'<meta property="og:description" content="{WORDS}"><body>'
    + f"<div><span>{WORDS}</span>x</div>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_costly_page_ends_alone_and_the_next_is_read(pool: Pool, name: str) -> None:
    found = {job.tag: page for job, page in pool.read_pages([job(name, HOSTILE[name]), job("good", GOOD)])}
    assert isinstance(found["good"], Page)
    costly = found[name]
    assert isinstance(costly, Page) or costly.reason in COSTLY


def test_text_nested_beyond_the_parser_is_too_deep_not_missing(pool: Pool) -> None:
    (_, found), *_ = pool.read_pages([job("deep", "<body>" + "<div>" * 1000 + f"<p>{WORDS * 5}</p>")])
    assert isinstance(found, Refusal)
    assert found.reason == "too_deep"


def test_the_header_reaches_the_worker(pool: Pool) -> None:
    body = GOOD.replace("<meta charset='utf-8'>", "").encode("iso8859_6", "xmlcharrefreplace")
    (_, found), *_ = pool.read_pages([job("arabic", body, "text/html; charset=iso-8859-6")])
    assert isinstance(found, Page)
    assert found.text.startswith("قرر المجلس")
