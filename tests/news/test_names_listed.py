from __future__ import annotations

import pytest

from news.model import Entity, Name
from news.naming.merging import merge
from news.naming.names import Recogniser


def person(key: str, *names: str) -> Entity:
    return Entity(entity_id=key, kind="person", names=tuple(Name(name=name) for name in names))


def added(*entities: Entity, world: tuple[Entity, ...] = ()) -> dict[str, list[Name]]:
    merged = merge(world, entities)
    return {one.entity_id: [name for name in one.names if name.origin == "transliteration"] for one in merged}


@pytest.mark.parametrize(
    ("given", "likeliest"),
    [
        ("Vladimir Putin", "فلاديمير بوتين"),
        ("Kim Jong Un", "كيم جونغ اون"),
        ("Bashar al-Assad", "بشار الاسد"),
        ("King Salman bin Abdulaziz", "سلمان بن عبدالعزيز"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("علي عبد الله صالح", "Ali Abdullah Saleh"),
        ("جون ماكين", "John Makin"),
    ],
)
def test_a_person_has_a_likely_name_in_the_other_script(given: str, likeliest: str) -> None:
    assert added(person("one", given))["one"][0].name == likeliest


def test_each_added_name_says_where_it_is_from_and_how_sure_it_is_and_is_found() -> None:
    for given in ("Vladimir Putin", "Emmanuel Macron", "Sergei Shoigu", "فلاديمير بوتين", "حيدر العبادي"):
        entities = merge((), [person("one", given)])
        names = added(person("one", given))["one"]
        assert [name.confidence for name in names] == sorted((name.confidence for name in names), reverse=True)
        for name in names:
            assert 0 < name.confidence < 1
            assert [one.surface for one in Recogniser(entities).recognise("", f"Then {name.name}")[0]] == [name.name]


@pytest.mark.parametrize(
    "entity",
    [
        person("one", "فلاديمير بوتين", "Vladimir Putin"),
        person("one", "Putin"),
        Entity(entity_id="one", kind="organisation", names=(Name(name="Red Cross"),)),
    ],
)
def test_who_has_both_scripts_or_one_word_or_is_no_person_gets_no_name(entity: Entity) -> None:
    assert added(entity)["one"] == []


def test_what_may_be_two_persons_names_or_is_another_s_is_not_added() -> None:
    assert added(person("one", "Jon Karter"), person("other", "John Karter")) == {"one": [], "other": []}
    other = person("other", "بشار الأسد")
    assert added(person("one", "Bashar Assad"), world=(other,))["one"] == []


def shorts(text: str) -> list[str]:
    people = [person("kim", "كيم جونغ أون", "Kim Jong Un"), person("putin", "فلاديمير بوتين", "Vladimir Putin")]
    return [one.surface for one in Recogniser(people).recognise("", text)[0] if one.form == "short"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("كيم جونغ أون غائب. وقال الباحث كيم هيون ووك ذلك. وأضاف كيم أن", []),
        ("كيم جونغ أون غائب. وقال الباحث كيم هيون ووك ذلك. وعاد كيم جونغ أون. وأضاف كيم أن", ["كيم"]),
        ("كيم جونغ أون غائب. وقال الباحث كيم هيون ووك ذلك." + " ثم كلام آخر" * 30 + ". وأضاف كيم أن", ["كيم"]),
        ("Kim Jong Un left. Analyst Kim Hyun-wook agreed. Yesterday Kim added", []),
        ("فلاديمير بوتين غائب، وقالت كاترينا بوتين ذلك. وأضافت بوتين أن", []),
    ],
)
def test_a_short_name_after_another_of_the_name_is_not_the_known_one(text: str, expected: list[str]) -> None:
    assert shorts(text) == expected


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        ("بشار الأسد", "قال بشار حافظ الأسد، ثم عاد الأسد", [("بشار حافظ الأسد", "name"), ("الأسد", "short")]),
        (
            "Donald Trump",
            "Donald J. Trump and Donald J Trump",
            [("Donald J. Trump", "name"), ("Donald J Trump", "name")],
        ),
        ("بشار الأسد", "قال بشار بن حافظ الأسد وبشار حول الأسد", []),
        ("محمد الشمري", "قال محمد حسن الشمري", []),
        ("Donald Trump", "Donald John Trump and Donald Jr. Trump", []),
    ],
)
def test_a_full_name_may_have_a_father_s_name_or_an_initial_inside(
    given: str, text: str, expected: list[tuple[str, str]]
) -> None:
    mentions, _ = Recogniser([person("one", given)]).recognise("", text)
    assert [(one.surface, one.form) for one in mentions] == expected


def test_who_is_found_in_another_spelling_is_found_by_its_short_name_too() -> None:
    mentions, _ = Recogniser([person("one", "Vladimir Putin")]).recognise("", "وصل فلاديمير بوتين. وقال بوتين إن")
    assert [(one.surface, one.form) for one in mentions] == [("فلاديمير بوتين", "name"), ("بوتين", "short")]
