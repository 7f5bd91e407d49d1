"""A model of one's own in the cycle: what it sees is a new name, each text is read once, and a model at fault costs no article."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.check import check_all
from flows.models import model_version, open_tagger
from flows.replay import replay
from flows.tagging import tag_texts
from marsad import naming
from marsad.context import context
from marsad.work import print_summary
from news.configuring.settings import Settings
from news.errors import SettingsError
from news.model import Refusal
from news.tagging.tagger import Tagger
from storage.store import open_store
from tests.conftest import NOW, Site
from tests.flows.conftest import Workspace, cycle, page, query, rss
from tests.flows.test_new_names import shown
from tests.news.models import WORDS, make_gliner, make_token_model

NAME = "نسيم الورد"
TEXTS = (
    f"بعد ساعات من الانتظار أمام الباب خرج {NAME} وحده، ولم يكن معه أحد من رفاق الأمس كما ظن الجميع.\n"
    "وكانت السماء تمطر منذ الصباح والناس في بيوتهم، والمقاهي التي تطل على الساحة مغلقة.",
    f"كان بين الحاضرين في القاعة الكبيرة {NAME} الذي جلس في الصف الأخير وكتب طوال الوقت في دفتر صغير.\n"
    "ثم انصرف قبل أن تنتهي الكلمات، وترك الدفتر على الكرسي فوجده الحارس في المساء.",
    f"سألنا الجيران عن {NAME} فقالوا إنهم لم يروه منذ الشتاء، وإن الضوء في بيته لا ينطفئ في الليل.\n"
    "وأضافت امرأة من الطابق الثاني أنها سمعت صوتا خلف الباب قبل يومين أو ثلاثة.",
)
NER = '[ner]\nmodel = "model"\n'


@pytest.fixture(params=[make_token_model, make_gliner], ids=["token", "gliner"])
def modelled(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder: Path = request.param(tmp_path / "model")
    return folder


@pytest.fixture
def sources(site: Site) -> str:
    """Three outlets, each with its own text."""
    found = ""
    for number, text in enumerate(TEXTS):
        site.pages[f"/a{number}.html"] = page(f"Title a{number}", text)
        site.pages[f"/feed{number}"] = rss(site, f"a{number}")
        found += f'[[source]]\nname = "S{number}"\noutlet = "O{number}"\nurl = "{site.url(f"/feed{number}")}"\n'
    return found


@pytest.fixture
def three(workspace: Workspace, sources: str, tmp_path: Path) -> Settings:
    make_token_model(tmp_path / "model")
    return workspace(NER, sources=sources)


def test_what_a_model_sees_is_confirmed_by_outlets_and_accepted_like_any_new_name(
    modelled: Path, workspace: Workspace, sources: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle(workspace(sources=sources))
    assert shown(workspace(sources=sources)) == []  # no rule finds it
    settings = workspace(NER + '[storage]\ndirectory = "other"\n', sources=sources)
    assert cycle(settings).unread == {}
    assert shown(settings) == [(NAME, "person", 3, 3)]
    assert query(settings, "SELECT DISTINCT evidence FROM name_sightings WHERE kind = 'person'") == [("model",)]
    monkeypatch.setattr(context, "config", str(settings.path))
    assert naming.accept(NAME, id="vilkosh") == 0
    site.pages["/b.html"] = page("Title b", TEXTS[0].replace("ساعات", "يوم كامل"))
    site.pages["/feed0"] = rss(site, "a0", "b")
    cycle(settings, NOW + timedelta(hours=3))
    assert query(settings, "SELECT count(*) FROM mentions WHERE entity_id = 'vilkosh'") == [(1,)]
    assert shown(settings, outlets=1) == []


def test_a_text_that_was_read_is_not_read_again(three: Settings) -> None:
    cycle(three)
    with open_tagger(three) as tagger:
        assert tagger is not None
        nowhere = Tagger(replace(tagger.options, folder=Path("/nowhere")))
    with nowhere:
        known, unknown = tag_texts(three.store_file, nowhere, [_stored_text(three), "لم يقرأ بعد"], NOW)
    assert not isinstance(known, Refusal) and len(known) == 1
    assert isinstance(unknown, Refusal) and unknown.reason == "model_unavailable"


def _stored_text(settings: Settings) -> str:
    return str(query(settings, "SELECT text FROM articles ORDER BY url")[0][0])


def test_a_model_that_cannot_be_loaded_costs_no_article_and_is_told(
    three: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "model" / "model.onnx").write_bytes(b"no graph")
    summary = cycle(three)
    assert (summary.state, summary.new, summary.unread) == ("done", 3, {"model_unavailable": 3})
    print_summary(summary)
    assert "model: 3 texts were not read by it (model_unavailable)" in capsys.readouterr().out
    assert _models(three) == []  # another day it may be there


def test_texts_that_a_lost_model_did_not_read_are_read_by_a_replay_when_it_is_back(
    three: Settings, tmp_path: Path
) -> None:
    graph = tmp_path / "model" / "model.onnx"
    whole, facts = graph.read_bytes(), graph.stat()
    graph.write_bytes(b"\0" * len(whole))
    os.utime(graph, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert cycle(three).outdated == 3
    with pytest.raises(SettingsError, match=r"ner\.model: .*model: "):  # it would find nothing, and count as done
        replay(three, now=lambda: NOW)
    graph.write_bytes(whole)
    os.utime(graph, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    summary = replay(three, now=lambda: NOW)
    assert (summary.texts, summary.unread) == (3, {})
    assert shown(three) == [(NAME, "person", 3, 3)]
    assert cycle(three, NOW + timedelta(hours=1)).outdated == 0


def test_a_text_that_the_model_cannot_read_is_let_be_for_a_week(three: Settings, tmp_path: Path) -> None:
    cycle(three)
    with open_tagger(three) as tagger:
        assert tagger is not None
        short = Tagger(tagger.options, seconds=0.001, seconds_a_character=0.0)
    text = "ا ب " * 25_000
    with short:
        assert [_reason(one) for one in tag_texts(three.store_file, short, [text], NOW)] == ["model_timeout"]
    with Tagger(short.options) as patient:
        for days, reason in ((6, "model_timeout"), (8, "")):
            seen = tag_texts(three.store_file, patient, [text], NOW + timedelta(days=days))
            assert [_reason(one) for one in seen] == [reason]


def _reason(seen: object) -> str:
    return seen.reason if isinstance(seen, Refusal) else ""


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[ner]\nmodel = "none"\n', "ner.model: 'none': no such folder ("),
        ('[ner]\nmodel = "."\n', "ner.model: '.': "),
        ('[ner]\nmodel = "marsad.toml"\n', "ner.model: 'marsad.toml': is no folder ("),
        (NER + 'labels = { PERS = "person" }\n', "ner.labels: the model has no label 'PERS'; it has LOC, ORG, PER"),
        (NER + 'labels = { PER = "", LOC = "", ORG = "" }\n', "ner.labels: none of the model's labels"),
    ],
)
def test_a_model_that_cannot_be_used_is_named_before_anything_is_fetched(
    workspace: Workspace, sources: str, site: Site, tmp_path: Path, table: str, said: str
) -> None:
    make_token_model(tmp_path / "model")
    settings = workspace(table, sources=sources)
    for attempt in (lambda: cycle(settings), lambda: list(check_all(settings))):
        with pytest.raises(SettingsError) as told:
            attempt()
        assert said in str(told.value)
    assert site.requests == []


def test_without_the_extra_the_table_is_refused(three: Settings, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(SettingsError, match=r"ner: needs the extra of that name: `uv sync --extra ner`"):
        cycle(three)
    assert site.requests == []


def test_check_loads_the_model(three: Settings, tmp_path: Path) -> None:
    found = [line for line in check_all(three) if line.text.startswith(f"model {tmp_path / 'model'}")]
    assert [(line.ok, ": loaded in " in line.text) for line in found] == [(True, True)]
    (tmp_path / "model" / "model.onnx").write_bytes(b"no graph")
    found = [line for line in check_all(three) if line.text.startswith(f"model {tmp_path / 'model'}")]
    assert [line.ok for line in found] == [False]


def test_a_model_added_later_finds_names_in_stored_texts_as_of_their_day(
    workspace: Workspace, sources: str, tmp_path: Path
) -> None:
    cycle(workspace(sources=sources))
    make_token_model(tmp_path / "model")
    settings = workspace(NER, sources=sources)
    assert cycle(settings, NOW + timedelta(hours=1)).outdated == 3
    assert shown(settings) == []
    assert replay(settings, now=lambda: NOW + timedelta(days=2)).texts == 3
    assert shown(settings) == [(NAME, "person", 3, 3)]
    with open_store(settings.store_file) as db:
        assert db.execute("SELECT DISTINCT first_seen_at FROM new_names WHERE kind = 'person'").fetchall() == [(NOW,)]
    assert replay(settings, now=lambda: NOW + timedelta(days=2)).texts == 0


def test_the_version_changes_with_the_files_and_with_what_is_asked(
    workspace: Workspace, sources: str, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    make_token_model(folder)
    versions = [model_version(workspace(sources=sources)), model_version(workspace(NER, sources=sources))]
    versions.append(model_version(workspace(NER + "threshold = 0.6\n", sources=sources)))
    versions.append(model_version(workspace(NER + 'labels = { LOC = "" }\n', sources=sources)))
    make_token_model(folder, said={**WORDS, "tarmo": "B-LOC"})
    versions.append(model_version(workspace(NER, sources=sources)))
    assert versions[0] == ""
    assert len(set(versions)) == 5
    same = workspace(NER + "batch = 2\nthreads = 2\n", sources=sources)
    assert model_version(same) == versions[-1]  # how fast it reads changes nothing


def test_what_a_model_saw_that_is_used_no_more_is_forgotten_after_a_month(three: Settings, tmp_path: Path) -> None:
    cycle(three)
    before = model_version(three)
    make_token_model(tmp_path / "model", said={"tarmo": "B-PER"})
    cycle(three, NOW + timedelta(days=29))
    assert _models(three) == [(before,)]
    cycle(three, NOW + timedelta(days=31))
    assert _models(three) == []


def _models(settings: Settings) -> list[tuple[str]]:
    with open_store(settings.store_file) as db:
        return db.execute("SELECT DISTINCT model FROM model_spans").fetchall()
