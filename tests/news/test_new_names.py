"""Names that no list holds, found by their company; every name here is made up."""

from __future__ import annotations

import time

import pytest

from news.discovering.candidates import MOST_CANDIDATES, discover
from news.discovering.groups import group, name_key
from news.model import Mention
from news.naming.names import Recogniser
from news.world.known_world import known_world

WORLD = Recogniser(known_world())


def found(text: str) -> list[tuple[str, str]]:
    mentions = WORLD.recognise("", text)[0]
    return [(one.kind, one.name) for one in discover(text, mentions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال وزير الزراعة الروسي ترفاسي فيلكوش أمس إن المحصول جيد.", ("person", "ترفاسي فيلكوش")),
        ("وأكد زرنوفيتش أن المحصول جيد.", ("person", "زرنوفيتش")),
        ("التقى الرئيس مع محمود الطرابيشي في القصر.", ("person", "محمود الطرابيشي")),
        ("شارك خالد بن سعيد الغمدوني في السباق.", ("person", "خالد بن سعيد الغمدوني")),
        ("وقال أبو حمزة القرنفلي إنه باق.", ("person", "أبو حمزة القرنفلي")),
        ("وزار الملك فهد الثالث المدرسة.", ("person", "فهد الثالث")),
        ("وصلت القافلة إلى مدينة ترينكوفا مساء.", ("place", "ترينكوفا")),
        ("وقع الزلزال في خرشنيتسا مساء.", ("place", "خرشنيتسا")),
        ("أعلنت شركة «نوفارك» نتائجها.", ("organisation", "نوفارك")),
        ("تظاهر أنصار حزب الإصلاح في الشارع.", ("organisation", "حزب الإصلاح")),
        ("درس في جامعة زيورخ ثلاث سنوات.", ("organisation", "جامعة زيورخ")),
        ("اجتمعت المنظمة العالمية للملكية الزراعية اليوم.", ("organisation", "المنظمة العالمية للملكية الزراعية")),
        ("توقف القطار عند محطة خاسانوف ساعة.", ("place", "خاسانوف")),
        ("تدرب الجنود في قاعدة أندرسون الجوية.", ("place", "أندرسون")),
        ("يدرس في جامعة الملك سعدون منذ عامين.", ("organisation", "جامعة الملك سعدون")),
        ("عمل في معهد ترينكوفا للتكنولوجيا عشر سنين.", ("organisation", "معهد ترينكوفا للتكنولوجيا")),
        ("انضم إلى حزب حركة الإنصاف أخيرا.", ("organisation", "حزب حركة الإنصاف")),
        ("فاز نادي الفيحاء مرة أخرى.", ("organisation", "نادي الفيحاء")),
        ("استقبله إسماعيل زرنوفة في بيته.", ("person", "إسماعيل زرنوفة")),
        ("أوقف القاضي جون بولتون الجلسة.", ("person", "جون بولتون")),
        ("سقطت الصواريخ على كابل وشبرغان أمس.", ("place", "شبرغان")),
        ("The deal was signed by President Tarmo Vellik today.", ("person", "Tarmo Vellik")),
        ("A lawyer, Anna Lindqvorst, will appeal.", ("person", "Anna Lindqvorst")),
        ("He studied at the University of Nareth.", ("organisation", "University of Nareth")),
        ("The army camped near Kuressoo.", ("place", "Kuressoo")),
    ],
)
def test_a_name_is_found_by_the_words_beside_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "قال إن المفاوضات لن تتوقف قبل نهاية العام المقبل.",
        "كان الاتفاق عادلا وكريما بشكل كامل وواضح.",
        "أصبحت الحياة جميلة في المدينة منذ الربيع.",
        "ذهب على الفور إلى البيت.",
        "تحدث المتحدث باسم الشرطة طويلا.",
        "أنا لا أنكر أن الطريق طويل.",
        "كانت القنبلة في حذائه، وهو في محنته.",
        "حذرت حركة طالبان من ذلك.",
        "في الكلية بأنه لا يعلم.",
        "صورة أسد الكهوف قديمة.",
        "The bakery opens again on Monday. It was closed in May.",
    ],
)
def test_a_text_without_names_has_none(text: str) -> None:
    assert found(text) == []


def test_a_family_name_alone_is_found_again_after_the_full_one() -> None:
    text = "قال الوزير ترفاسي فيلكوش إنه متفائل. ويرى فيلكوش أن المحصول جيد. ولم يعلق فيلكوش على ذلك."
    assert [name for _, name in found(text)] == ["ترفاسي فيلكوش", "فيلكوش", "فيلكوش"]


def test_offsets_point_into_the_text_as_it_stands() -> None:
    text = "قالَ الرئيسُ  تِرفاسي فيلكوش، ثم زار مدينة «ترينكوفا».\nMr Tarmo Vellik agreed."
    for one in discover(text, ()):
        assert text[one.start_char : one.end_char] == one.name
    assert len(discover(text, ())) == 3


def test_a_clitic_is_no_part_of_the_name() -> None:
    assert ("person", "محمود الطرابيشي") in found("حضر سامي وهبي ومحمود الطرابيشي.")
    assert ("organisation", "جامعة زيورخ") in found("درس بجامعة زيورخ ثلاث سنوات.")


def test_a_name_does_not_go_on_behind_a_line_or_a_dash() -> None:
    assert ("person", "محمود الطرابيشي") in found("محمود الطرابيشي\nخالد وصل.")
    assert ("person", "محمود الطرابيشي") in found("محمود الطرابيشي - خالد وصل.")


def test_what_a_known_name_holds_is_no_new_name() -> None:
    text = "وصل الرئيس فلاديمير كرنوش إلى موسكو."
    start = text.index("فلاديمير")
    known = Mention(
        entity_id="k", field="text", surface="فلاديمير كرنوش", start_char=start, end_char=start + 14, form="name",
        sentence_start=0, sentence_end=len(text),
    )  # fmt: skip
    assert discover(text, [known]) == ()


@pytest.mark.parametrize(
    "unit", ["محمد ", "الرئيس ال", "بن ", "وو", "Aa ", "A", '"', "في مدينة ", "جامعة ال", "xال", "أبو "]
)
def test_a_hostile_text_is_read_in_linear_time_and_bounded(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        began = time.process_time()
        assert len(discover(text, ())) <= MOST_CANDIDATES
        return time.process_time() - began

    seconds(1000)
    assert seconds(40_000) < 40 * seconds(4_000) + 1


def test_spellings_of_one_name_share_a_key() -> None:
    assert name_key("عبد الله جرنوش") == name_key("عبدالله غرنوش")
    assert name_key("Tarmo VELLIK") == name_key("tarmo vellik")


def test_a_short_form_joins_its_full_name_and_nobody_when_two_have_it() -> None:
    text = "قال الوزير ترفاسي فيلكوش إنه متفائل. ويرى فيلكوش أن المحصول جيد."
    assert [(one.name, one.mentions) for one in group(text, discover(text, ()))] == [("ترفاسي فيلكوش", 2)]
    two = "قال الوزير ترفاسي فيلكوش إن الوزيرة مارينا فيلكوش متفائلة. ويرى فيلكوش أن المحصول جيد."
    assert [one.mentions for one in group(two, discover(two, ()))] == [1, 1]


def test_a_person_of_one_word_alone_is_no_new_name() -> None:
    text = "وأكد زرنوفيتش أن المحصول جيد."
    assert group(text, discover(text, ())) == []
