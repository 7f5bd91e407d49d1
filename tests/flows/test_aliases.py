"""Feeds that change an item's id or address with every answer bring no new articles; equal ids make no item another's."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import NOW, Site
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query

HOUR = timedelta(hours=1)


def feed(site: Site, *items: tuple[str, str, str]) -> bytes:
    told = "".join(
        f"<item><title>{title}</title><link>{site.url(path)}</link><guid isPermaLink='false'>{guid}</guid></item>"
        for title, path, guid in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{told}</channel></rss>'.encode()


def test_an_address_that_changes_with_every_answer_is_one_article_and_asked_for_once(
    site: Site, workspace: Workspace
) -> None:
    settings = workspace()
    for visit in range(3):
        site.pages[f"/a.html?r={visit}"] = page("Topic", TOPIC)
        site.pages["/feed"] = feed(site, ("Topic", f"/a.html?r={visit}", "42"))
        cycle(settings, NOW + visit * timedelta(minutes=5))
    assert query(settings, "SELECT count(*), max(version) FROM articles") == [(1, 1)]
    assert sum(site.asked(f"/a.html?r={visit}") for visit in range(3)) == 1


def test_an_id_that_changes_with_every_answer_changes_nothing(site: Site, workspace: Workspace) -> None:
    site.pages["/a.html"] = page("Topic", TOPIC)
    settings = workspace()
    for visit in range(2):
        site.pages["/feed"] = feed(site, ("Topic", "/a.html", f"guid-{visit}"))
        cycle(settings, NOW + visit * HOUR)
    assert query(settings, "SELECT count(*) FROM items") == [(1,)]


def test_one_id_for_different_items_keeps_them_apart(site: Site, workspace: Workspace) -> None:
    site.pages["/a.html"], site.pages["/b.html"] = page("Topic", TOPIC), page("Other", OTHER)
    settings = workspace()
    site.pages["/feed"] = feed(site, ("Topic", "/a.html", "same"))
    cycle(settings)
    site.pages["/feed"] = feed(site, ("Other", "/b.html", "same"))
    cycle(settings, NOW + HOUR)
    assert query(settings, "SELECT count(*) FROM articles") == [(2,)]
