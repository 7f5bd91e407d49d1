"""Stored texts are read again with today's names and rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows.knowledge import Knowledge
from flows.lock import AlreadyRunning, exclusive
from flows.replay import ReplaySummary, replay
from news.configuring.settings import Settings
from news.model import Findings
from storage.errors import NoHistory
from storage.store import open_store
from tests.conftest import NOW, Site
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query, rss

BAKERY = '[[entity]]\nid = "bakery"\nkind = "organisation"\nnames = ["The bakery"]\n'
EVERYTHING = '[[watch]]\nname = "w"\nexamples = ["example.txt"]\nthreshold = 0.0\n'
OF_THE_BAKERY = "SELECT article_id, version, surface FROM mentions WHERE entity_id = 'bakery'"


def read_again(settings: Settings) -> ReplaySummary:
    return replay(settings, now=lambda: NOW)


@pytest.fixture
def stored(site: Site, workspace: Workspace) -> Settings:
    """A history of two articles, read before anybody knew the bakery."""
    site.pages["/feed"] = rss(site, "topic", "other")
    site.pages["/topic.html"] = page("Title topic", TOPIC)
    site.pages["/other.html"] = page("Title other", OTHER)
    settings = workspace()
    assert cycle(settings).outdated == 0
    return settings


def test_an_entity_added_later_is_found_in_older_texts(stored: Settings, workspace: Workspace) -> None:
    settings = workspace(BAKERY)
    assert cycle(settings, NOW + timedelta(hours=1)).outdated == 2
    assert query(settings, OF_THE_BAKERY) == []
    summary = read_again(settings)
    assert (summary.texts, summary.failed, summary.mentions[1] - summary.mentions[0]) == (2, 0, 1)
    assert [surface for *_, surface in query(settings, OF_THE_BAKERY)] == ["The bakery"]
    assert cycle(settings, NOW + timedelta(hours=2)).outdated == 0


def test_an_entity_taken_out_is_forgotten_with_its_mentions(stored: Settings, workspace: Workspace) -> None:
    read_again(workspace(BAKERY))
    settings = workspace()
    read_again(settings)
    assert query(settings, OF_THE_BAKERY) == []
    assert query(settings, "SELECT * FROM entities WHERE entity_id = 'bakery'") == []


def test_a_second_replay_changes_nothing(stored: Settings, workspace: Workspace) -> None:
    settings = workspace(BAKERY)
    read_again(settings)
    before = settings.history_file.stat()
    assert read_again(settings).texts == 0
    after = settings.history_file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_a_replay_finds_is_what_a_run_finds(stored: Settings) -> None:
    everything = "SELECT * FROM mentions ORDER BY ALL", "SELECT * FROM matches", "SELECT * FROM sketches ORDER BY ALL"
    before = [query(stored, text) for text in everything]
    with open_store(stored.store_file) as db:
        db.execute("UPDATE versions SET resolver = ''")
        db.execute("DELETE FROM mentions WHERE form <> 'short'")
    assert read_again(stored).texts == 2
    assert [query(stored, text) for text in everything] == before


def test_each_mention_says_which_names_and_rules_found_it(stored: Settings, workspace: Workspace) -> None:
    ((first,),) = query(stored, "SELECT DISTINCT resolver FROM mentions")
    settings = workspace(BAKERY)
    read_again(settings)
    ((second,),) = query(settings, "SELECT DISTINCT resolver FROM mentions")
    assert first and second and first != second
    assert query(settings, "SELECT DISTINCT resolver FROM versions") == [(second,)]


def test_every_version_of_an_article_is_read_again(site: Site, stored: Settings, workspace: Workspace) -> None:
    site.pages["/feed"] = rss(site, "topic", "other", changed=", corrected")
    site.pages["/other.html"] = page("Title other, corrected", OTHER.replace("The bakery", "A shop"))
    cycle(stored, NOW + timedelta(hours=2))
    assert query(stored, "SELECT max(version) FROM versions") == [(2,)]
    settings = workspace(BAKERY)
    assert read_again(settings).texts == query(settings, "SELECT count(*) FROM versions")[0][0]
    assert [version for _, version, _ in query(settings, OF_THE_BAKERY)] == [1]


def test_matches_follow_the_names(stored: Settings, workspace: Workspace, site: Site) -> None:
    settings = workspace(BAKERY, watch=EVERYTHING)
    read_again(settings)
    scores = dict(query(settings, "SELECT title, score FROM matches JOIN articles USING (article_id)"))
    cycle(settings, NOW + timedelta(hours=1))
    assert dict(query(settings, "SELECT title, score FROM matches JOIN articles USING (article_id)")) == scores
    assert len(scores) == 2


def test_nobody_is_told_of_old_news(stored: Settings, workspace: Workspace) -> None:
    alert = '[[alert]]\nname = "a"\nkind = "threshold"\ncount = 1\ndays = 30\nto = ["desk@example.org"]\n'
    story = '[[alert]]\nname = "s"\nkind = "new-story"\nto = ["desk@example.org"]\n'
    digest = '[[alert]]\nname = "d"\nkind = "digest"\nto = ["desk@example.org"]\n'
    settings = workspace(BAKERY + alert + story + digest, watch=EVERYTHING)
    read_again(settings)
    summary = cycle(settings, NOW + timedelta(hours=1))
    assert (summary.alerts, summary.letters) == (0, {})


def test_what_the_rules_had_not_seen_they_see_after_a_replay(stored: Settings, workspace: Workspace) -> None:
    alert = '[[alert]]\nname = "a"\nkind = "threshold"\ncount = 1\nentities = ["bakery"]\nto = ["desk@example.org"]\n'
    settings = workspace(BAKERY + alert, watch=EVERYTHING)
    with open_store(settings.store_file) as db:  # as a run leaves it that was killed before its close
        db.execute("INSERT INTO unevaluated SELECT article_id, first_seen_at FROM articles")
    read_again(settings)
    assert cycle(settings, NOW + timedelta(hours=1)).alerts == 1


def test_a_text_that_cannot_be_read_costs_no_other(
    stored: Settings, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Knowledge.find

    def find(self: Knowledge, title: str, text: str, **options: Any) -> Findings:
        if title == "Title topic":
            raise RuntimeError("a fault of ours")
        return whole(self, title, text, **options)

    settings = workspace(BAKERY)
    before = query(settings, "SELECT count(*) FROM mentions")
    monkeypatch.setattr(Knowledge, "find", find)
    summary = read_again(settings)
    assert (summary.texts, summary.failed) == (1, 1)
    assert query(settings, "SELECT count(*) FROM mentions")[0][0] == before[0][0] + 1
    monkeypatch.undo()
    assert read_again(settings).texts == 1


def test_only_one_at_a_time(stored: Settings) -> None:
    with exclusive(stored.lock_file, NOW), pytest.raises(AlreadyRunning):
        read_again(stored)


def test_without_a_history_there_is_nothing_to_read(workspace: Workspace) -> None:
    with pytest.raises(NoHistory):
        read_again(workspace())
