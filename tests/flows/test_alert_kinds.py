"""Spikes, entities together and silence, from articles to letters by real cycles."""

from __future__ import annotations

from datetime import timedelta

import pytest

from news.configuring.settings import Settings
from tests.conftest import NOW, Site, reply
from tests.flows.conftest import TOPIC, Workspace, cycle, page, query, rss

RULES = """
[[alert]]
name = "{kind}"
kind = "{kind}"
watch = "w"
{more}
to = ["desk@example.org"]
"""
WATCH = '[[watch]]\nname = "w"\nexamples = ["example.txt"]\nthreshold = 0\n'


def a_text(number: int) -> str:
    """Return a text of its own that mentions Kim: the bakery tells a different story each day."""
    return f"Kim Jong Un was in town number {number}. " + f"The ovens of street {number} were cold again. " * 12


def publish(site: Site, *slugs: str) -> None:
    site.pages["/feed"] = rss(site, *slugs)
    for number, slug in enumerate(slugs):
        site.pages.setdefault(f"/{slug}.html", page(f"Title {slug}", a_text(len(slug) * 100 + number)))


@pytest.fixture
def ruled(workspace: Workspace) -> Workspace:
    def make(kind: str, more: str = "") -> Settings:
        return workspace(RULES.format(kind=kind, more=more), watch=WATCH)

    return make


def titles(settings: Settings) -> list[str]:
    return [title for (title,) in query(settings, "SELECT title FROM alerts ORDER BY raised_at")]


def test_a_spike_is_told_when_there_is_a_past_to_compare_with(site: Site, ruled: Workspace) -> None:
    settings = ruled("spike", 'entities = ["kim"]')
    publish(site, "a", "b", "c", "d", "e")
    assert cycle(settings).alerts == 0
    publish(site, "aa", "bb")
    assert cycle(settings, NOW + timedelta(days=10)).alerts == 0
    publish(site, "aa", "bb", "cc", "dd", "ee", "ff")
    assert cycle(settings, NOW + timedelta(days=10, hours=3)).alerts == 1
    assert titles(settings) == ["كيم جونغ أون أكثر من المعتاد: 6 مقالات خلال يوم"]
    assert query(settings, "SELECT evidence ->> 'expected' FROM alerts") == [("0.55",)]
    publish(site, "gg")
    assert cycle(settings, NOW + timedelta(days=10, hours=6)).alerts == 0


def test_entities_together_are_told(site: Site, ruled: Workspace) -> None:
    site.pages["/feed"] = rss(site, "topic")
    site.pages["/topic.html"] = page("Title topic", TOPIC)
    settings = ruled("together", 'entities = ["kim", "country:kp"]')
    assert cycle(settings).alerts == 1
    assert len(list(settings.outbox_folder.glob("*.eml"))) == 1


@pytest.mark.parametrize("more", ['entities = ["kim"]\ndays = 2', "days = 2"])
def test_a_silence_is_told_once_and_ends_with_the_next_article(site: Site, ruled: Workspace, more: str) -> None:
    settings = ruled("silence", more)
    publish(site, "a")
    assert cycle(settings).alerts == 0
    assert cycle(settings, NOW + timedelta(days=1)).alerts == 0
    assert cycle(settings, NOW + timedelta(days=3)).alerts == 1
    assert cycle(settings, NOW + timedelta(days=4)).alerts == 0
    publish(site, "bb")
    assert cycle(settings, NOW + timedelta(days=5)).alerts == 0
    assert cycle(settings, NOW + timedelta(days=8)).alerts == 1
    assert len(list(settings.outbox_folder.glob("*.eml"))) == 2


def test_our_own_deafness_is_no_silence(site: Site, ruled: Workspace) -> None:
    settings = ruled("silence", "days = 2")
    publish(site, "a")
    cycle(settings)
    site.pages["/feed"] = lambda handler: reply(handler, 500, b"")
    assert cycle(settings, NOW + timedelta(days=3)).alerts == 0
