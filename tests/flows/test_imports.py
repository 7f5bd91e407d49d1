"""Lists of others in a history: looked for, replaced, joined with who is known."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.imports import ImportSummary, NotImported, import_list
from flows.lock import exclusive
from flows.replay import replay
from news.configuring.settings import Settings
from news.errors import SettingsError
from news.importing.records import BadList
from tests.conftest import NOW, Site
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query, rss

HEAD = "id,kind,name\n"
BAKERY = HEAD + "bakery,organisation,The Bakery|المخبز القديم\nsmith,person,John Smith|Smith\n"


def take_in(settings: Settings, content: str, **options: Any) -> ImportSummary:
    file = settings.folder / "list.csv"
    file.write_text(content, encoding="utf-8")
    return import_list(
        settings, file, **{"name": "list.csv", "format": None, "dry_run": False, "now": lambda: NOW, **options}
    )


@pytest.fixture
def settings(site: Site, workspace: Workspace) -> Settings:
    site.pages["/feed"] = rss(site, "topic", "other")
    site.pages["/topic.html"] = page("Title topic", TOPIC)
    site.pages["/other.html"] = page("Title other", OTHER)
    return workspace()


MENTIONED = "SELECT entity_id, surface FROM mentions WHERE entity_id IN ('bakery', 'wikidata:Q1')"


def test_an_imported_entity_is_looked_for_from_the_next_run_on(settings: Settings) -> None:
    summary = take_in(settings, BAKERY)
    assert (len(summary.found.entities), summary.before, summary.joined) == (2, 0, 0)
    cycle(settings)
    assert query(settings, MENTIONED) == [("bakery", "The bakery")]


def test_an_imported_entity_is_found_in_older_texts_by_a_replay(settings: Settings) -> None:
    cycle(settings)
    take_in(settings, BAKERY)
    assert cycle(settings, NOW + timedelta(hours=1)).outdated == 2
    replay(settings, now=lambda: NOW)
    assert query(settings, MENTIONED) == [("bakery", "The bakery")]


def test_who_was_imported_is_shown_at_once_with_its_list_and_weak_names(settings: Settings) -> None:
    take_in(settings, BAKERY)
    shown = "SELECT entity_id, name, origin, is_weak FROM names WHERE origin LIKE 'import:%' ORDER BY ALL"
    assert query(settings, shown) == [
        ("bakery", "The Bakery", "import:list.csv", False),
        ("bakery", "المخبز القديم", "import:list.csv", False),
        ("smith", "John Smith", "import:list.csv", False),
        ("smith", "Smith", "import:list.csv", True),
    ]


def test_importing_again_replaces_what_the_list_gave_and_nothing_else(settings: Settings) -> None:
    take_in(settings, BAKERY)
    take_in(settings, HEAD + "other,organisation,Another One\n", name="other.csv")
    assert take_in(settings, BAKERY).before == 2
    everybody = "SELECT DISTINCT entity_id FROM entities WHERE entity_id IN ('bakery', 'smith', 'other') ORDER BY ALL"
    assert query(settings, everybody) == [("bakery",), ("other",), ("smith",)]
    assert take_in(settings, HEAD).before == 2
    assert query(settings, everybody) == [("other",)]


def test_importing_the_same_list_again_changes_no_reading(settings: Settings) -> None:
    take_in(settings, BAKERY)
    cycle(settings)
    take_in(settings, BAKERY)
    assert cycle(settings, NOW + timedelta(hours=1)).outdated == 0


def test_a_list_adds_its_names_to_who_is_configured(settings: Settings) -> None:
    wiki = '{"id": "Q1", "labels": {"en": {"value": "Kim Jong Un"}, "ar": {"value": "كيم جونغ أون"}}, "claims": {"P569": [1]}}'
    summary = take_in(settings, wiki)
    assert summary.joined == 1
    cycle(settings)
    assert query(settings, "SELECT count(*) FROM entities WHERE entity_id = 'wikidata:Q1'") == [(0,)]
    assert query(settings, "SELECT count(*) > 0 FROM mentions WHERE entity_id = 'kim'") == [(True,)]


def test_mentions_follow_an_imported_entity_that_is_configured_later(settings: Settings, workspace: Workspace) -> None:
    take_in(settings, BAKERY.replace("bakery,", "wikidata:Q1,"))
    cycle(settings)
    assert query(settings, MENTIONED) == [("wikidata:Q1", "The bakery")]
    later = workspace('[[entity]]\nid = "bakery"\nkind = "organisation"\nnames = ["The bakery"]\n')
    cycle(later, NOW + timedelta(hours=1))
    assert query(settings, MENTIONED) == [("bakery", "The bakery")]


def test_a_dry_run_stores_nothing(settings: Settings) -> None:
    assert len(take_in(settings, BAKERY, dry_run=True).found.entities) == 2
    assert not settings.store_file.exists()


def test_a_list_that_would_make_an_alert_ambiguous_is_not_taken(settings: Settings, workspace: Workspace) -> None:
    alert = '[[alert]]\nname = "a"\nkind = "threshold"\nentities = ["Kim Jong Un"]\nto = ["desk@example.org"]\n'
    settings = workspace(alert)
    cycle(settings)
    with pytest.raises(SettingsError, match="use one id"):
        take_in(settings, HEAD + "k,organisation,Kim Jong Un\n")
    cycle(settings, NOW + timedelta(hours=1))
    take_in(settings, HEAD + "k,person,Kim Jong Nam|Kim\n")


def test_a_torn_list_leaves_what_was_there(settings: Settings) -> None:
    take_in(settings, BAKERY)
    with pytest.raises(BadList):
        take_in(settings, "<CONSOLIDATED_LIST><INDIVIDUALS>")
    assert query(settings, "SELECT count(DISTINCT entity_id) FROM imported_names") == [(2,)]


def test_beside_a_run_nothing_is_imported_and_that_is_said(settings: Settings, tmp_path: Path) -> None:
    settings.directory.mkdir()
    with exclusive(settings.lock_file, NOW), pytest.raises(NotImported, match="nothing was imported"):
        take_in(settings, BAKERY)
