"""New names from the first article to an entity: confirmed by outlets, decided by the user, known to the next run."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.lock import exclusive
from marsad import naming
from marsad.context import context
from news.configuring.settings import Settings
from storage.naming import confirmed_names
from storage.store import open_store
from tests.conftest import NOW, Site
from tests.flows.conftest import Workspace, cycle, page, query, rss

NAME = "ترفاسي فيلكوش"
TEXTS = (
    "قال وزير الزراعة الروسي ترفاسي فيلكوش أمس إن محصول القمح هذا العام أفضل من كل التوقعات.\n"
    "وأوضح فيلكوش خلال مؤتمر صحافي أن الأمطار جاءت في موعدها وأن المخازن تكفي لعامين كاملين.",
    "التقى الرئيس مع الوزير ترفاسي فيلكوش مساء الأحد وبحث معه أسعار الخبز في العاصمة وضواحيها.\n"
    "ولم تصدر عن الاجتماع أي نتائج، غير أن مصادر قريبة من الوفد تحدثت عن خلاف حول الدعم.",
    "وصل السيد ترفاسي فيلكوش إلى المطار على رأس وفد كبير من رجال الأعمال والخبراء في شؤون الري.\n"
    "ومن المقرر أن يزور الوفد سدودا ومحطات للضخ قبل أن يوقع اتفاقا لتوريد المعدات الحديثة.",
)


@pytest.fixture
def three(workspace: Workspace, site: Site) -> Settings:
    """Three outlets, each with its own text, and a fourth that copies the first."""
    sources = ""
    for number, text in enumerate((*TEXTS, TEXTS[0])):
        site.pages[f"/a{number}.html"] = page(f"Title a{number}", text)
        site.pages[f"/feed{number}"] = rss(site, f"a{number}")
        sources += f'[[source]]\nname = "S{number}"\noutlet = "O{number}"\nurl = "{site.url(f"/feed{number}")}"\n'
    return workspace(sources=sources)


def shown(settings: Settings, outlets: int = 3) -> list[tuple[str, str, int, int]]:
    with open_store(settings.store_file) as db:
        rows = confirmed_names(db, outlets=outlets, limit=50)
    return [(row["name"], row["kind"], row["outlets"], row["articles"]) for row in rows]


def use(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "config", str(settings.path))


def test_a_name_of_three_outlets_is_confirmed_and_copies_do_not_count(three: Settings) -> None:
    cycle(three)
    assert (NAME, "person", 3, 3) in shown(three)
    assert shown(three, outlets=4) == []


def test_an_accepted_name_is_an_entity_from_the_next_run_on(
    three: Settings, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cycle(three)
    use(three, monkeypatch)
    assert naming.new() == 0
    assert NAME in capsys.readouterr().out
    assert naming.accept(NAME, id="vilkosh") == 0
    assert "marsad replay" in capsys.readouterr().out
    assert shown(three) == []
    site.pages["/b.html"] = page("Title b", f"استقبل {NAME} وفدا من التجار. " + TEXTS[1].splitlines()[1])
    site.pages["/feed0"] = rss(site, "a0", "b")
    cycle(three, NOW + timedelta(hours=3))
    assert query(three, "SELECT origin FROM names WHERE entity_id = 'vilkosh'") == [("accepted",)]
    assert query(three, "SELECT count(*) FROM mentions WHERE entity_id = 'vilkosh'") == [(1,)]


def test_an_accepted_name_has_an_id_of_its_own(three: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cycle(three)
    use(three, monkeypatch)
    assert naming.accept(NAME, kind="person") == 0
    cycle(three, NOW + timedelta(hours=3))
    assert query(three, "SELECT entity_id, kind FROM entities WHERE name = 'ترفاسي فيلكوش'") == [
        ("name:ترفاسي-فيلكوش", "person")
    ]


def test_a_merged_name_is_a_further_name_of_its_entity(three: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cycle(three)
    use(three, monkeypatch)
    assert naming.merge(NAME, "kim") == 0
    cycle(three, NOW + timedelta(hours=3))
    names = query(three, "SELECT name, origin FROM names WHERE entity_id = 'kim' AND origin = 'accepted'")
    assert names == [(NAME, "accepted")]


def test_a_rejected_name_is_never_shown_again(three: Settings, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    cycle(three)
    use(three, monkeypatch)
    assert naming.reject(NAME) == 0
    site.pages["/b.html"] = page("Title b", f"استقبل الوزير {NAME} وفدا من التجار. " + TEXTS[1].splitlines()[1])
    site.pages["/feed0"] = rss(site, "a0", "b")
    cycle(three, NOW + timedelta(hours=3))
    assert shown(three, outlets=1) == [row for row in shown(three, outlets=1) if row[0] != NAME]


def test_names_are_shown_while_a_run_has_the_store_and_what_is_decided_goes_at_once(
    three: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cycle(three)
    use(three, monkeypatch)
    with exclusive(three.lock_file, NOW), open_store(three.store_file):
        assert naming.new() == 0
    assert NAME in capsys.readouterr().out
    assert naming.reject(NAME) == 0
    capsys.readouterr()
    assert naming.new() == 0
    assert NAME not in capsys.readouterr().out


def test_what_is_decided_during_a_run_is_published_with_it(three: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cycle(three)
    use(three, monkeypatch)
    before = three.history_file.stat().st_ino
    with exclusive(three.lock_file, NOW):
        assert naming.reject(NAME) == 0
    assert three.history_file.stat().st_ino == before
    assert cycle(three, NOW + timedelta(minutes=1)).changed is False
    assert query(three, "SELECT state FROM new_names WHERE name = 'ترفاسي فيلكوش'") == [("rejected",)]


def test_a_name_that_nobody_saw_an_entity_that_nobody_is_and_a_taken_id_are_refused(
    three: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cycle(three)
    use(three, monkeypatch)
    assert naming.accept("لا أحد كهذا") == 2
    assert naming.merge(NAME, "nobody") == 2
    assert naming.accept(NAME, id="kim") == 2
    assert naming.accept(NAME, id="two words") == 2
    assert len(capsys.readouterr().err.splitlines()) == 4


def test_a_candidate_is_forgotten_after_a_month_without_articles(three: Settings, site: Site) -> None:
    cycle(three)
    for number in range(4):
        site.pages[f"/feed{number}"] = rss(site)
    cycle(three, NOW + timedelta(days=31))
    with open_store(three.store_file) as db:
        assert db.execute("SELECT count(*) FROM new_names").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM name_sightings").fetchone() == (0,)
