"""Walls and error pages are not articles; where a page cannot be had, the feed's own text stands in."""

from __future__ import annotations

from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from tests.conftest import NOW, Site, reply
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query, rss

HOUR = timedelta(hours=1)


def full_feed(site: Site, slug: str) -> bytes:
    text = "".join(f"<p>{line}</p>" for line in (TOPIC + "\n" + TOPIC.replace("كيم", "الزعيم")).splitlines())
    item = f"<item><title>T</title><link>{site.url(f'/{slug}.html')}</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {names}><channel><title>t</title>{item}</channel></rss>'.encode()


def refuse(status: int) -> object:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        reply(handler, status, b"")

    return answer


@pytest.mark.parametrize("status", [403, 410])
def test_a_page_that_is_refused_is_stored_from_its_feed(site: Site, workspace: Workspace, status: int) -> None:
    site.pages["/feed"] = full_feed(site, "walled")
    site.pages["/walled.html"] = refuse(status)  # type: ignore[assignment]
    settings = workspace()
    assert cycle(settings).new == 1
    assert query(settings, "SELECT text_from, starts_with(text, 'وصل كيم'), copy_of FROM articles") == [
        ("feed", True, None)
    ]
    assert query(settings, "SELECT entry->>'text' FROM items") == [(None,)]


def test_a_page_that_fails_is_waited_for_before_its_feed_stands_in(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = full_feed(site, "late")
    site.pages["/late.html"] = refuse(500)  # type: ignore[assignment]
    settings = workspace()
    assert [cycle(settings, NOW + hours * HOUR).new for hours in (0, 2, 25)] == [0, 0, 1]
    assert query(settings, "SELECT text_from FROM articles") == [("feed",)]


def test_one_text_at_three_addresses_of_a_site_is_no_article(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, "one", "two", "three", "real")
    for slug in ("one", "two", "three"):
        site.pages[f"/{slug}.html"] = page("Our new home", OTHER)
    site.pages["/real.html"] = page("Title real", TOPIC)
    settings = workspace()
    summary = cycle(settings)
    assert (summary.new, dict(summary.sources[0].reasons)) == (1, {"repeated_text": 3})


def test_one_article_at_three_addresses_is_kept_with_its_copies(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = (
        rss(site, "one", "two", "three").replace(b"Title two", b"Title one").replace(b"Title three", b"Title one")
    )
    for slug in ("one", "two", "three"):
        site.pages[f"/{slug}.html"] = page("Title one", OTHER)
    summary = cycle(workspace())
    assert (summary.new, summary.copies) == (3, 2)
