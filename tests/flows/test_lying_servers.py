"""Servers whose answers change, or do not, when they should not, or should (FAULTS 28, 29, 57, 63): over several cycles."""

from __future__ import annotations

from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from tests.conftest import NOW, Answer, Site, reply
from tests.flows.conftest import OTHER, Workspace, cycle, page, query, rss

HOUR = timedelta(hours=1)
SLUGS = ("one", "two", "three")


@pytest.fixture
def pages(site: Site) -> None:
    for slug in SLUGS:
        for campaign in ("", "?utm_source=1", "?utm_source=2", "?utm_source=3"):
            body = page(f"Title {slug}", OTHER.replace("bakery", f"bakery {slug}"))
            site.pages[f"/{slug}.html{campaign}"] = body


def stubborn(site: Site, *slugs: str) -> Answer:
    """Answer 304 to whoever has seen any version."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match"):
            reply(handler, 304, b"")
        else:
            reply(handler, 200, rss(site, *slugs), ETag='"for ever"')

    return answer


@pytest.mark.usefixtures("pages")
def test_a_server_that_says_not_modified_for_ever_is_asked_in_full_once_a_day(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = stubborn(site, "one")
    settings = workspace()
    assert cycle(settings).new == 1
    site.pages["/feed"] = stubborn(site, "one", "two")
    assert [cycle(settings, NOW + hours * HOUR).new for hours in (1, 23, 25)] == [0, 0, 1]


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("status", [404, 500, 503])
def test_what_a_feed_names_after_failures_is_stored_once(site: Site, workspace: Workspace, status: int) -> None:
    site.pages["/feed"] = lambda handler: reply(handler, status, b"")
    settings = workspace()
    assert [cycle(settings, NOW + hours * HOUR).state for hours in (0, 1)] == ["failed", "failed"]
    site.pages["/feed"] = rss(site, *SLUGS)
    assert [cycle(settings, NOW + hours * HOUR).new for hours in (2, 3)] == [3, 0]
    assert query(settings, "SELECT failing_since FROM source_health") == [(None,)]


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    "changed",
    [
        lambda feed, visit: feed.replace(b"<item>", b"<item><guid isPermaLink='false'>%d</guid>" % visit),
        lambda feed, visit: feed.replace(b".html</link>", b".html?utm_source=%d#%d</link>" % (visit, visit)),
        lambda feed, visit: feed.replace(b"</channel>", b"<lastBuildDate>%d</lastBuildDate></channel>" % visit),
        lambda feed, visit: feed if visit % 2 else feed.partition(b"<item>")[0] + b"</channel></rss>",
    ],
    ids=["guids", "links", "date of the feed", "items that come and go"],
)
def test_what_changes_at_each_visit_but_the_article_is_no_new_article(
    site: Site, workspace: Workspace, changed: object
) -> None:
    settings = workspace()
    news = []
    for visit in range(1, 4):
        site.pages["/feed"] = changed(rss(site, *SLUGS), visit)  # type: ignore[operator]
        news.append(cycle(settings, NOW + visit * HOUR).new)
    assert news == [3, 0, 0]
    assert query(settings, "SELECT count(*) FROM versions") == [(3,)]


@pytest.mark.usefixtures("pages")
def test_pages_that_hold_much_are_stored_in_several_batches(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.collect.BATCH_BYTES", 100)
    site.pages["/feed"] = rss(site, *SLUGS)
    settings = workspace()
    assert cycle(settings).new == 3
    assert query(settings, "SELECT count(DISTINCT archive_file) FROM versions") == [(3,)]


def test_a_name_that_floods_a_page_is_stored_a_thousand_times_and_the_rest_counted(
    site: Site, workspace: Workspace
) -> None:
    site.pages["/feed"] = rss(site, "one")
    site.pages["/one.html"] = page(
        "Title one", "The crowd in the square shouted and shouted: " + "Kim Jong Un! " * 1500
    )
    settings = workspace()
    assert cycle(settings).dropped == 500
    assert query(settings, "SELECT count(*) FROM mentions WHERE entity_id = 'kim'") == [(1000,)]


def test_a_site_that_shows_walls_for_its_pages_is_said_to_keep_us_out(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, *SLUGS)
    for slug in SLUGS:
        site.pages[f"/{slug}.html"] = page("Are you a robot?", "Show that you are none, and the page will be here.")
    summary = cycle(workspace())
    assert [(one.failed, one.walls) for one in summary.sources] == [(3, 3)]


@pytest.mark.usefixtures("pages")
def test_items_in_another_order_are_no_news_and_one_of_an_older_date_is(site: Site, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, "one", "two")
    settings = workspace()
    assert cycle(settings).new == 2
    site.pages["/feed"] = rss(site, "two", "three", "one").replace(b"13 Sep 2023", b"01 Sep 2023")
    assert [cycle(settings, NOW + hours * HOUR).new for hours in (1, 2)] == [1, 0]
