"""Leaders: who they are, in both scripts; whose names are anybody's is left out."""

from __future__ import annotations

import re

import pytest

from news.model import Entity, Name
from news.naming.merging import merge
from news.naming.names import Recogniser
from news.naming.short_names import short_names
from news.world.known_world import known_world
from news.world.leaders import leaders

READER = Recogniser(known_world())


def found(text: str) -> list[tuple[str, str]]:
    mentions = READER.recognise("", text)[0]
    return [(one.entity_id, one.surface) for one in mentions if one.entity_id.startswith("person:")]


def test_each_leader_has_names_in_both_scripts_and_an_office_that_began_before_it_ended() -> None:
    everybody = list(leaders())
    assert len(everybody) > 100
    assert len({one.entity_id for one in everybody}) == len(everybody)
    names = [name.name for one in everybody for name in one.names]
    assert len(set(names)) == len(names)
    for one in everybody:
        assert re.fullmatch(r"person:[a-z0-9-]+", one.entity_id)
        assert {name.language for name in one.names} == {"ar", "en"}, one.entity_id
        assert all(not office.until or office.since <= office.until for office in one.offices), one.entity_id
        assert one.offices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "التقى الرئيس التركي رجب طيب أردوغان نظيره الروسي فلاديمير بوتين، وقال أردوغان إنه شكر بوتين.",
            ["person:recep-tayyip-erdogan", "person:vladimir-putin"] * 2,
        ),
        ("استقبل الملك سلمان بن عبد العزيز آل سعود وزير الخارجية عادل الجبير.", ["person:salman-bin-abdulaziz", "person:adel-al-jubeir"]),
        ("Recep Tayyip Erdoğan met António Guterres and François Hollande.", ["person:recep-tayyip-erdogan", "person:antonio-guterres", "person:francois-hollande"]),
        ("Prime Minister Theresa May spoke in May. Mrs May left.", ["person:theresa-may"] * 2),
        ("وصل العاهل المغربي محمد السادس في اليوم السادس من الشهر.", ["person:mohammed-vi"]),
        ("دعا تمام سلام إلى سلام دائم.", ["person:tammam-salam"]),
    ],
)  # fmt: skip
def test_leaders_are_found_in_full_and_then_by_their_short_names(text: str, expected: list[str]) -> None:
    assert [entity_id for entity_id, _ in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال الدكتور عبد الله بن عبد العزيز الربيعة إن أبا أحمد محمد مصطفى غادر.",
        "زار محمد بن راشد المريخي وخالد بن أحمد المعرض.",
        "حضر عبد الله بن محمد بن سلمان الحفل.",
        "He may come in May, he said; the moon was full.",
    ],
)
def test_who_has_a_name_like_a_leaders_is_not_the_leader(text: str) -> None:
    assert found(text) == []


def test_an_ordinal_is_no_short_name() -> None:
    (king,) = (one for one in leaders() if one.entity_id == "person:mohammed-vi")
    assert list(short_names(king)) == []


def test_a_configured_person_takes_a_leaders_place_names_and_offices() -> None:
    own = Entity(entity_id="kim", kind="person", names=(Name(name="Kim Jong Un"),))
    entities = merge(known_world(), [own])
    assert [one.entity_id for one in entities if any(name.name == "كيم جونغ أون" for name in one.names)] == ["kim"]
    assert [office.country for office in entities[0].offices] == ["KP"]
