"""What the words beside a name say of it: heads, quotes, clubs, given names; every sentence is made up."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from news.model import Entity, Name
from news.naming.merging import merge
from news.naming.names import Recogniser
from news.world.known_world import known_world
from tests.news.people import mentions_in


@cache
def recogniser() -> Recogniser:
    return Recogniser(known_world())


def found(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(one.entity_id, one.surface) for one in mentions_in(recogniser(), title, text)]


def surfaces(text: str) -> list[str]:
    return [surface for _, surface in found(text)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("جرت الانتخابات في مدينة قرطبة أمس.", "قرطبة"),
        ("سقط المطر بمحافظة نينوى.", "نينوى"),
        ("تظاهر الناس في قطاع غزة.", "غزة"),
        ("فاض نهر دجلة مساء.", "دجلة"),
        ("التقى الوفد في العاصمة الأردنية عمان.", "عمان"),
        ("نفت حركة حماس الخبر.", "حماس"),
        ("قالت وكالة رويترز إن السوق مغلقة.", "رويترز"),
        ("زار ولاية فيرجينيا في الشتاء.", "فيرجينيا"),
    ],
)
def test_a_head_noun_says_what_is_meant_and_is_no_part_of_the_name(text: str, surface: str) -> None:
    assert surface in surfaces(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("عبر القارب نهر الأردن.", "نهر الأردن"),
        ("أنشده حزب الله.", "حزب الله"),
        ("غرقت السفينة في خليج عدن.", "خليج عدن"),
        ("فاز نادي الاتحاد على ضيوفه.", "نادي الاتحاد"),
    ],
)
def test_a_head_noun_that_is_part_of_the_name_stays(text: str, surface: str) -> None:
    assert surface in surfaces(text)


def test_a_configured_name_is_whole_with_its_head_noun() -> None:
    own = Entity(entity_id="ours", kind="organisation", names=(Name(name="شركة الأمل"),))
    mentions, _ = Recogniser(merge(known_world(), [own])).recognise("", "قالت شركة الأمل إنها تبيع.")
    assert [(one.entity_id, one.surface) for one in mentions] == [("ours", "شركة الأمل")]


@pytest.mark.parametrize(
    "text",
    [
        "كتبت «الشرق الأوسط» أن المطر قادم.",
        "كتبت « الشرق الأوسط » أن المطر قادم.",
        'كتبت "الشرق الأوسط" أن المطر قادم.',
        "كتبت صحيفة «الشرق الأوسط» أن المطر قادم.",
    ],
)
def test_a_newspaper_in_quotes_is_named_without_them(text: str) -> None:
    assert found(text) == [("org:asharq-al-awsat", "الشرق الأوسط")]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("قالت بي. بي. سي إن الطريق مغلق.", "org:bbc"),
        ("عرضت سي.إن.إن الشريط.", "org:cnn"),
        ("بثت قناة «الجزيرة» الشريط.", "org:al-jazeera"),
    ],
)
def test_abbreviations_with_points_and_names_quoted_behind_their_head_are_found(text: str, entity: str) -> None:
    assert [one for one, _ in found(text)] == [entity]


@pytest.mark.parametrize(
    ("text", "title", "clubs", "cities"),
    [
        ("فاز برشلونة أمس. وقال مدرب برشلونة إن الحظ ابتسم.", "برشلونة يفوز", 3, 0),
        ("سافر مدرب برشلونة إلى أهله في برشلونة.", "", 1, 1),
        ("افتتح المعرض في برشلونة، ويزور برشلونة كل صيف خلق كثير.", "", 0, 2),
    ],
)
def test_a_city_is_its_club_where_the_article_names_it_as_one(text: str, title: str, clubs: int, cities: int) -> None:
    counts = Counter(entity for entity, _ in found(text, title))
    assert (counts["org:barcelona-fc"], counts["city:3128760"]) == (clubs, cities)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع نادي الاتحاد مع لاعب، وينتظر الاتحاد رد ناديه.", 2),
        ("وقع نادي الاتحاد مع لاعب، ورفض الاتحاد الدولي ذلك.", 1),
        ("فرح نادي النصر بعد تحقيق النصر.", 1),
        ("في الاتحاد قوة، وقال إن النصر قريب.", 0),
    ],
)
def test_a_word_is_a_club_only_where_one_of_that_name_plays(text: str, expected: int) -> None:
    assert sum(entity in ("org:al-ittihad", "org:al-nassr") for entity, _ in found(text)) == expected


@pytest.mark.parametrize("text", ["قال محمد الرمادي إنه باق.", "كتب لويس أراغون قصيدة.", "Jack London wrote a letter."])
def test_a_town_is_a_family_name_behind_a_given_one(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("عاد محمد إلى الرمادي.", "الرمادي"),
        ("أحمد الغامدي - الباحة", "الباحة"),
        ("غادر سلمان الرياض مساء.", "الرياض"),
        ("زار البابا فرنسيس هافانا.", "هافانا"),
    ],
)
def test_a_town_is_a_town_behind_a_dash_a_preposition_or_who_needs_no_family_name(text: str, town: str) -> None:
    assert town in surfaces(text)


@pytest.mark.parametrize(
    ("text", "entity", "times"),
    [
        ("هبط في مطار مدينة قم. وقال له قم يا رجل.", "city:119208", 1),
        ("سجن في قم عامين.", "city:119208", 1),
        ("وصلوا للحج مبكرين.", "region:lahij", 0),
        ("ينبع من أرضهم الماء، وينتج مصنع ينبع السماد.", "city:100425", 1),
        ("أعرب عن أمله بأسف شديد.", "org:basf", 0),
        ("جلسوا في الباحة الخارجية للمسجد.", "city:109953", 0),
        ("قطعان الماشية في منغوليا الصينية كثيرة.", "country:mn", 0),
        ("Wool from the Inner Mongolian steppe sells well.", "country:mn", 0),
        ("اجتمع مجلس الأمن القومي السعودي.", "org:us-national-security-council", 0),
        ("اجتمع مجلس الأمن القومي السعودي.", "org:un-security-council", 0),
    ],
)
def test_a_word_that_is_a_name_too_is_one_only_in_its_company(text: str, entity: str, times: int) -> None:
    assert [one for one, _ in found(text)].count(entity) == times


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("عاد ملك الأردن إلى عمان أمس.", "city:250441"),
        ("فاز الأردن على عمان أمس.", "country:om"),
        ("زار الأردن ثم عاد إلى عمان، وقال وزير عماني إنه راض.", "country:om"),
        ("وصل إلى طرابلس في شمال لبنان.", "city:266826"),
        ("قصف في طرابلس بليبيا، ورد من لبنان.", "city:2210247"),
    ],
)
def test_of_two_places_of_one_name_the_one_whose_country_is_named_is_meant(text: str, entity: str) -> None:
    assert entity in [one for one, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("أقيم المعسكر في سالزبورج.", "city:2766824"),
        ("قالت وكالة الفضاء الأمريكية إن القمر بعيد.", "org:nasa"),
        ("كتب على الفيسبوك أنه مريض.", "org:facebook"),
        ("فازت ملاوي على ليسوثو.", "country:mw"),
        ("هبط الفريق في كابل وقاز.", "city:1138958"),
    ],
)
def test_other_spellings_of_a_known_name_are_found(text: str, entity: str) -> None:
    assert entity in [one for one, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "entity", "times"),
    [
        ("خسر موناكو الفرنسي مرة، ثم فاز موناكو.", "org:monaco-fc", 2),
        ("زار مدينة موناكو الفرنسية.", "org:monaco-fc", 0),
        ("تعاقد الجزيرة الإماراتي مع لاعب، وفاز الجزيرة.", "org:al-jazira-ae", 2),
        ("يعمل الشباب السعودي بجد، والتعاون السعودي وثيق.", "org:al-shabab-sa", 0),
        ("وصل النهر إلى الضفة الأخرى.", "region:west-bank", 0),
        ("تتنافس أندية الاتحاد والأهلي والشباب عليه.", "org:al-ahli-sa", 1),
        ("تتنافس أندية الاتحاد والأهلي والشباب عليه.", "org:al-shabab-sa", 1),
        ("فاز نادي الهلال، والتعاون الدولي قائم.", "org:al-taawoun", 0),
        ("قالت إدارة الطيران والفضاء الأميركية إن القمر بعيد.", "org:nasa", 1),
        ("لجأوا إلى البيوت.", "region:java", 0),
        ("عوقب الفريق في كوبا ليبرتادوريس.", "country:cu", 0),
    ],
)
def test_a_nationality_that_no_city_has_makes_a_club_of_its_name(text: str, entity: str, times: int) -> None:
    assert [one for one, _ in found(text)].count(entity) == times
