"""Sources are asked as they publish and as they ask; windows that rolled on are told."""

from __future__ import annotations

from datetime import timedelta
from http.server import BaseHTTPRequestHandler

from tests.conftest import NOW, Site, reply
from tests.flows.conftest import OTHER, Workspace, cycle, page, query, rss

MINUTES = timedelta(minutes=1)


def fill(site: Site, *slugs: str) -> None:
    site.pages["/feed"] = rss(site, *slugs)
    for slug in slugs:
        site.pages[f"/{slug}.html"] = page(f"Title {slug}", OTHER.replace("bakery", slug))


def test_the_schedule_leaves_a_source_until_it_is_due_and_a_user_does_not(site: Site, workspace: Workspace) -> None:
    fill(site, "one", "two")
    settings = workspace()
    cycle(settings, due_only=True)
    again = cycle(settings, NOW + 10 * MINUTES, due_only=True)
    assert (again.state, again.sources[0].outcome, again.sources[0].reason) == ("done", "waiting", "not_due")
    assert site.asked("/feed") == 1
    cycle(settings, NOW + 11 * MINUTES)
    cycle(settings, NOW + 300 * MINUTES, due_only=True)
    assert site.asked("/feed") == 3


def test_a_server_that_asks_for_time_gets_it_across_runs(site: Site, workspace: Workspace) -> None:
    def busy(handler: BaseHTTPRequestHandler) -> None:
        reply(handler, 429, b"", Retry_After="3600")

    site.pages["/feed"] = busy
    settings = workspace()
    assert cycle(settings).sources[0].reason == "http_429"
    assert cycle(settings, NOW + 30 * MINUTES).sources[0].reason == "retry_after"
    fill(site, "one")
    assert cycle(settings, NOW + 61 * MINUTES).new == 1
    assert query(settings, "SELECT failures, not_before IS NULL FROM source_states") == [(0, True)]


def test_a_window_that_rolled_on_unseen_is_a_gap(site: Site, workspace: Workspace) -> None:
    fill(site, "one", "two", "three")
    settings = workspace()
    cycle(settings)
    fill(site, "three", "four", "five")
    cycle(settings, NOW + 60 * MINUTES)
    assert query(settings, "SELECT count(*) FROM gaps") == [(0,)]
    fill(site, "ten", "eleven", "twelve")
    cycle(settings, NOW + 600 * MINUTES)
    assert query(settings, "SELECT source, to_time - from_time, missing >= 1 FROM gaps") == [
        ("S", timedelta(hours=9), True)
    ]


def test_another_address_is_another_source(site: Site, workspace: Workspace) -> None:
    fill(site, "one", "two")
    cycle(workspace())
    fill(site, "three", "four")
    site.pages["/moved"] = site.pages["/feed"]
    settings = workspace(sources=f'[[source]]\nname = "S"\nurl = "{site.url("/moved")}"\n')
    cycle(settings, NOW + 60 * MINUTES)
    assert query(settings, "SELECT count(*) FROM gaps") == [(0,)]
