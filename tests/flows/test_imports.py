"""Lists of others in a history: looked for, replaced, joined with who is known."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
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
from storage.store import open_store
from tests.conftest import NOW, Site
from tests.flows.conftest import OTHER, TOPIC, Workspace, cycle, page, query, rss

ROOT = Path(__file__).resolve().parents[2]
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


def test_who_is_listed_stays_as_it_is_when_the_configuration_changes(settings: Settings, workspace: Workspace) -> None:
    take_in(settings, BAKERY)
    cycle(settings)
    listed = "SELECT rowid, * FROM names WHERE origin LIKE 'import:%' ORDER BY ALL"
    before = query(settings, listed)
    later = workspace('[[entity]]\nid = "oven"\nkind = "other"\nnames = ["The old oven"]\n')
    cycle(later, NOW + timedelta(hours=1))
    assert query(later, listed) == before
    assert query(later, "SELECT name FROM names WHERE entity_id = 'oven'") == [("The old oven",)]


def lexicons(settings: Settings) -> list[Path]:
    return sorted(settings.directory.glob("names-*"))


def test_a_run_makes_no_lexicon_where_one_is_as_it_should_be(settings: Settings) -> None:
    assert lexicons(settings) == []
    take_in(settings, BAKERY)
    (file,) = lexicons(settings)
    made = file.stat().st_mtime_ns, file.stat().st_ino
    cycle(settings)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == made


@pytest.mark.parametrize(
    "damage", [lambda file: file.unlink(), lambda file: file.write_bytes(file.read_bytes()[:-900])]
)
def test_a_lexicon_that_is_gone_or_torn_is_made_again_by_the_next_run(
    settings: Settings, damage: Callable[[Path], object]
) -> None:
    take_in(settings, BAKERY)
    (file,) = lexicons(settings)
    damage(file)
    cycle(settings)
    assert query(settings, MENTIONED) == [("bakery", "The bakery")]
    assert lexicons(settings) == [file]


def test_the_next_run_removes_what_other_lists_and_dead_runs_left(settings: Settings) -> None:
    take_in(settings, BAKERY)
    before = lexicons(settings)
    take_in(settings, BAKERY.replace("Smith", "Smythe"))
    (settings.directory / "names-0123456789abcdef.part").write_bytes(b"half")
    cycle(settings)
    (after,) = lexicons(settings)
    assert [after] != before
    take_in(settings, HEAD)
    cycle(settings, NOW + timedelta(hours=1))
    assert lexicons(settings) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
import flows.imports
from news.configuring.settings import load_settings
from tests.conftest import NOW

def killed(line):
    if sys.argv[3] in line:
        os.kill(os.getpid(), signal.SIGKILL)

settings = load_settings(Path(sys.argv[1]))
flows.imports.import_list(
    settings, Path(sys.argv[2]), name="list.csv", format=None, dry_run=False, now=lambda: NOW, progress=killed
)
"""


@pytest.mark.parametrize("where", ["made ready", "brought up to date"])
def test_an_import_that_is_killed_leaves_the_list_as_it_was(settings: Settings, where: str) -> None:
    take_in(settings, BAKERY)
    other = settings.folder / "other.csv"
    other.write_text(HEAD + "x,organisation,The Market Square\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", _KILLED, settings.path, other, where], cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    cycle(settings)
    assert query(settings, MENTIONED) == [("bakery", "The bakery")]
    assert len(lexicons(settings)) == 1
    assert query(settings, "SELECT count(*) FROM entities WHERE entity_id = 'x'") == [(0,)]


def test_an_entity_of_two_lists_is_one_with_the_names_of_both(settings: Settings) -> None:
    take_in(settings, HEAD + "bakery,organisation,The Old Oven\n", name="a.csv")
    take_in(settings, BAKERY, name="b.csv")
    shown = "SELECT name, origin FROM names WHERE entity_id = 'bakery' ORDER BY origin, name"
    assert query(settings, shown) == [
        ("The Old Oven", "import:a.csv"),
        ("The Bakery", "import:b.csv"),
        ("المخبز القديم", "import:b.csv"),
    ]
    assert query(settings, "SELECT name FROM entities WHERE entity_id = 'bakery'") == [("The Old Oven",)]
    cycle(settings)
    assert query(settings, MENTIONED) == [("bakery", "The bakery")]


def test_a_dry_run_finds_who_was_imported(settings: Settings) -> None:
    take_in(settings, BAKERY)
    made = lexicons(settings)
    assert cycle(settings, dry_run=True).mentions > 0
    assert lexicons(settings) == made


def test_a_name_merged_into_a_listed_entity_is_looked_for_as_its_own(settings: Settings) -> None:
    take_in(settings, BAKERY)
    decided = "INSERT INTO new_names (name_id, name, kind, first_seen_at, last_seen_at, state, entity_id, decided_at) VALUES ('n', 'rye bread', 'organisation', now(), now(), 'merged', 'bakery', now())"
    with open_store(settings.store_file) as db:
        db.execute(decided)
    cycle(settings)
    assert sorted(query(settings, MENTIONED)) == [("bakery", "The bakery"), ("bakery", "rye bread")]
    names = "SELECT name, origin FROM names WHERE entity_id = 'bakery' ORDER BY ALL"
    assert ("rye bread", "accepted") in query(settings, names)
    assert len(query(settings, names)) == 3


def test_beside_a_run_nothing_is_imported_and_that_is_said(settings: Settings, tmp_path: Path) -> None:
    settings.directory.mkdir()
    with exclusive(settings.lock_file, NOW), pytest.raises(NotImported, match="nothing was imported"):
        take_in(settings, BAKERY)
