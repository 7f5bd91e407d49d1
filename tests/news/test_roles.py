from __future__ import annotations

from functools import cache

import pytest

from news.model import Mention
from news.naming.names import Recogniser
from tests.news.people import everyone, mentions_in

PEOPLE = {
    "kim": ("كيم جونغ أون", "Kim Jong Un"),
    "putin": ("فلاديمير بوتين", "Vladimir Putin"),
    "medvedev": ("دميتري ميدفيديف", "Dmitry Medvedev"),
    "shoigu": ("سيرغي شويغو", "Sergei Shoigu"),
    "zarif": ("محمد جواد ظريف",),
    "salman": ("الملك سلمان بن عبدالعزيز",),
}


@cache
def recogniser() -> Recogniser:
    return Recogniser(everyone(PEOPLE))


def mentions(text: str, title: str = "") -> list[Mention]:
    return mentions_in(recogniser(), title, text)


def roles(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(one.entity_id, one.surface) for one in mentions(text, title) if one.form == "role"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الزعيم الكوري الشمالي كيم جونغ أون روسيا. وعاد الزعيم الكوري الشمالي أمس.", [("kim", "الزعيم الكوري الشمالي")]),
        ("عاد الزعيم الكوري الشمالي. وكان الزعيم الكوري الشمالي كيم جونغ أون في روسيا.", [("kim", "الزعيم الكوري الشمالي")]),
        ("قال وزير الدفاع الروسي سيرغي شويغو ذلك. وسافر وزير الدفاع الروسي إلى الصين.", [("shoigu", "وزير الدفاع الروسي")]),
        ("تحدث الرئيس الروسي فلاديمير بوتين. وقدم كتابا للرئيس الروسي.", [("putin", "رئيس الروسي")]),
        ("وصل رئيس روسيا فلاديمير بوتين. وغادر رئيس روسيا.", [("putin", "رئيس روسيا")]),
        ("أمر خادم الحرمين الشريفين الملك سلمان بن عبدالعزيز بذلك. وشكروا خادم الحرمين الشريفين.", [("salman", "خادم الحرمين الشريفين")]),
        ("Russian President Vladimir Putin left. The Russian president was tired.", [("putin", "Russian president")]),
        ("North Korean leader Kim Jong Un left. The North Korean leader was tired.", [("kim", "North Korean leader")]),
    ],
)  # fmt: skip
def test_a_role_stands_for_the_person_to_whom_the_article_gives_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "زار فلاديمير بوتين الصين. وعاد الرئيس الروسي أمس.",
        "التقى الرئيس الروسي فلاديمير بوتين الرئيس الروسي دميتري ميدفيديف. وغادر الرئيس الروسي.",
        "تحدث الرئيس الروسي فلاديمير بوتين. وتحدث الرئيس الروسي السابق عن الحرب.",
        "تحدث الرئيس الروسي فلاديمير بوتين. وكان الرئيس الروسي بوريس يلتسين مريضا. وغادر الرئيس الروسي.",
        "قال وزير الدفاع سيرغي شويغو ذلك. وقال وزير الدفاع الصيني ذلك. ثم غادر وزير الدفاع.",
        "تحدث الرئيس الروسي فلاديمير بوتين. وتحدث نائب الرئيس الروسي.",
        "التقى وزير الخارجية الأميركي محمد جواد ظريف. وقال وزير الخارجية الأميركي ذلك.",
        "Russian President Vladimir Putin left. The former Russian president was tired.",
        "Russian President Vladimir Putin left. Russian president Boris Yeltsin was tired.",
    ],
)
def test_a_role_is_nobodys_when_the_article_leaves_a_doubt(text: str) -> None:
    assert roles(text) == []


def test_a_role_in_the_headline_is_explained_by_the_text() -> None:
    text = "قال الرئيس الروسي فلاديمير بوتين إن القمة مفيدة."
    assert roles(text, title="الرئيس الروسي: القمة مفيدة") == [("putin", "الرئيس الروسي")]


def test_the_nationality_in_a_role_is_nested_and_nothing_else_overlaps() -> None:
    text = "زار الزعيم الكوري الشمالي كيم جونغ أون روسيا. وعاد الزعيم الكوري الشمالي أمس."
    found = mentions(text)
    role = next(one for one in found if one.form == "role")
    inside = [one for one in found if one is not role and role.start_char <= one.start_char < role.end_char]
    assert [(one.entity_id, one.form) for one in inside] == [("country:kp", "nested")]


def test_a_role_beside_its_holders_name_is_no_second_mention() -> None:
    assert [one.form for one in mentions("قال الرئيس الروسي فلاديمير بوتين ذلك") if one.entity_id == "putin"] == [
        "name"
    ]
