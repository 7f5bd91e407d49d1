from __future__ import annotations

import pytest

from news.model import Entity, Name
from news.naming.names import Recogniser
from tests.news.test_names import found

PEOPLE = {
    "salman": "الملك سلمان بن عبدالعزيز",
    "mbs": "محمد بن سلمان",
    "saleh": "علي عبدالله صالح",
    "sisi": "عبدالفتاح السيسي",
    "obama": "باراك أوباما",
    "li": "لي كيانغ",
}


def shorts(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(one.entity_id, one.surface) for one in found(text, title) if one.form == "short"]


def shorts_of(text: str) -> list[tuple[str, str]]:
    people = [Entity(entity_id=key, kind="person", names=(Name(name=name),)) for key, name in PEOPLE.items()]
    mentions, _ = Recogniser(people).recognise("", text)
    return [(one.entity_id, one.surface) for one in mentions if one.form == "short"]


@pytest.mark.parametrize(
    "text",
    [
        "كيم جونغ أون ووالده كيم جونغ إيل ثم كيم إيل سونغ",
        "كيم جونغ أون، وقال الباحث الكوري الجنوبي كيم هيون ووك",
        "كيم جونغ أون وشقيقته كيم يو جونغ",
        "كيم جونغ أون وكيم فيلبيسون",
        "Kim Jong Un, son of Kim Jong Il, and Kim Il Sung",
        "Kim Jong Un's sister Kim Yo-jong",
        "Vladimir Putin. Katerina Putin spoke",
        "Kim Jong Un\nKim Yo Jong Says No",
        "فلاديمير بوتين وابنته كاترينا بوتين",
        "فلاديمير بوتين وهاغنسون بوتين",
        "جون كيربي ثم جاك كيربي وجاك كيربي",
    ],
)
def test_a_namesake_s_longer_name_holds_nobody_s_short_name(text: str) -> None:
    assert shorts(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("كيم جونغ أون، وقال كيم إن", "كيم"),
        ("كيم جونغ أون، والزعيم كيم مبتسما", "كيم"),
        ("كيم جونغ أون. سيلتقي كيم بوتين", "كيم"),
        ("Kim Jong Un. Leader Kim said", "Kim"),
        ("Kim Jong Un. Yesterday Kim spoke", "Kim"),
        ("فلاديمير بوتين، والرئيس بوتين", "بوتين"),
        ("فلاديمير بوتين. وكان بوتين", "بوتين"),
        ("فلاديمير بوتين. استقبل بوتين", "بوتين"),
        ("فلاديمير بوتين. سيستضيفها بوتين", "بوتين"),
        ("فلاديمير بوتين. رحبت كاترينا - بوتين لم يحضر", "بوتين"),
        ("Vladimir Putin. President Putin", "Putin"),
        ("Vladimir Putin. Vladimir and Putin", "Putin"),
    ],
)
def test_a_short_name_with_verbs_and_titles_beside_it_is_the_person(text: str, surface: str) -> None:
    assert [one for _, one in shorts(text)] == [surface]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الملك سلمان بن عبدالعزيز ثم الملك سلمان والأمير خالد بن سلمان", [("salman", "سلمان")]),
        ("الملك سلمان بن عبدالعزيز والأمير سعود بن عبدالعزيز والملك عبدالعزيز", []),
        ("الملك سلمان بن عبدالعزيز وسلمان والأمير سلمان", []),
        ("محمد بن سلمان، وقال الأمير محمد للصحافة", [("mbs", "محمد")]),
        ("محمد بن سلمان والملك محمد السادس والدكتور محمد والأمير محمد بن فهد", []),
        ("علي عبدالله صالح، وقوات صالح وعلي صالح", [("saleh", "صالح"), ("saleh", "صالح")]),
        ("علي عبدالله صالح. صالح البيحاني ومحمد صالح وصالح بن أحمد وآل صالح والصالح", []),
        ("عبدالفتاح السيسي، وشكرا للسيسي", [("sisi", "سيسي")]),
        ("باراك أوباما وميشيل أوباما", []),
        ("لي كيانغ. قال لي الرئيس لي إنه", [("li", "لي")]),
    ],
)
def test_a_short_name_that_is_a_given_name_or_a_word_needs_its_title(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert shorts_of(text) == expected


def test_a_headline_may_have_the_short_name_of_whom_its_text_names_in_full() -> None:
    assert shorts("وصل فلاديمير بوتين", title="بوتين يصل") == [("putin", "بوتين")]
    assert shorts("Vladimir Putin came", title="Officials Say Putin Will Come") == [("putin", "Putin")]
    assert shorts("وصل الرئيس", title="بوتين يصل") == []


def test_a_headline_s_short_name_is_nobody_s_when_two_known_persons_answer_to_it() -> None:
    people = [
        Entity(entity_id=key, kind="person", names=(Name(name=name),))
        for key, name in {"father": "حافظ الأسد", "son": "بشار الأسد"}.items()
    ]
    mentions, _ = Recogniser(people).recognise("الأسد يصل", "وصل بشار الأسد، والأسد باق")
    assert [(one.field, one.form) for one in mentions] == [("text", "name"), ("text", "short")]


@pytest.mark.parametrize("text", ["#كيم_جونغ_أون", "قال #كيم_جونغ_أون.", "Kim_Jong_Un"])
def test_a_hashtag_is_read_as_its_words(text: str) -> None:
    assert [one.entity_id for one in found(text)] == ["kim"]
