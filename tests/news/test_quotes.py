from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from news.model import Kind, Mention, Quote
from news.naming.names import Recogniser
from news.quoting.quotes import find_quotes
from tests.news.people import everyone

PEOPLE = {
    "kim": ("كيم جونغ أون", "Kim Jong Un"),
    "putin": ("فلاديمير بوتين", "Vladimir Putin"),
    "shoigu": ("سيرغي شويغو", "Sergei Shoigu"),
    "peskov": ("دميتري بيسكوف", "Dmitry Peskov"),
    "kirby": ("جون كيربي", "John Kirby"),
    "merkel": ("أنغيلا ميركل", "Angela Merkel"),
}


@cache
def known() -> tuple[Recogniser, dict[str, Kind]]:
    entities = everyone(PEOPLE)
    return Recogniser(entities), {one.entity_id: one.kind for one in entities}


def found(text: str) -> list[Quote]:
    recogniser, kinds = known()
    quotes = find_quotes(text, recogniser.recognise("", text)[0], kinds)
    for one in quotes:
        assert text[one.start_char : one.end_char] == one.quote
    return list(quotes)


def said(text: str) -> list[tuple[str, str, str]]:
    return [(one.entity_id, one.verb, one.quote) for one in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال فلاديمير بوتين إن القمة مفيدة.", [("putin", "قال", "إن القمة مفيدة")]),
        ("وقال الرئيس الروسي فلاديمير بوتين: «لن نتراجع أبدا».", [("putin", "قال", "لن نتراجع أبدا")]),
        ('قال فلاديمير بوتين "لن نتراجع". وأضاف "هذا قرارنا".', [("putin", "قال", "لن نتراجع"), ("putin", "أضاف", "هذا قرارنا")]),
        ("قال فلاديمير بوتين في موسكو أمس: القمة مفيدة للبلدين.", [("putin", "قال", "القمة مفيدة للبلدين")]),
        ("أعلن وزير الدفاع الروسي سيرغي شويغو الاثنين أن المناورات بدأت.", [("shoigu", "أعلن", "أن المناورات بدأت")]),
        ("قال الناطق باسم الرئاسة الروسية دميتري بيسكوف إن الرد جاهز.", [("peskov", "قال", "إن الرد جاهز")]),
        ("نفى دميتري بيسكوف صحة الأنباء عن القمة.", [("peskov", "نفى", "صحة الأنباء عن القمة")]),
        ("وندد جون كيربي بالزيارة، وغادر.", [("kirby", "ندد", "بالزيارة")]),
        ("وكشف جون كيربي عن صفقة سلاح جديدة.", [("kirby", "كشف", "عن صفقة سلاح جديدة")]),
        ("وكان جون كيربي أعلن أن الصفقة تمت.", [("kirby", "أعلن", "أن الصفقة تمت")]),
        ("وقالت أنغيلا ميركل إنها ستسافر، مشيرة إلى أن الموعد قريب.", [("merkel", "قالت", "إنها ستسافر"), ("merkel", "مشيرة", "إلى أن الموعد قريب")]),
        ("ونقلت وكالة تاس عن فلاديمير بوتين قوله إن الحرب طويلة.", [("putin", "قوله", "إن الحرب طويلة")]),
        ("أعلنت واشنطن أن العقوبات باقية.", [("city:4140963", "أعلنت", "أن العقوبات باقية")]),
        ("وأعلنت روسيا واليابان أن المفاوضات انتهت.", [("country:jp", "أعلنت", "أن المفاوضات انتهت"), ("country:ru", "أعلنت", "أن المفاوضات انتهت")]),
        ("أدانت روسيا الهجوم على السفارة.", [("country:ru", "أدانت", "الهجوم على السفارة")]),
        ("قَالَ فلاديمير بوتين إِنَّ القمةَ مفيدةٌ.", [("putin", "قَالَ", "إِنَّ القمةَ مفيدةٌ")]),
    ],
)  # fmt: skip
def test_a_speaker_is_given_what_he_says_in_arabic(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال محامي فلاديمير بوتين إن القضية انتهت.",
        "قال محامي الرئيس الروسي فلاديمير بوتين إن القضية انتهت.",
        "قال مسؤول مقرب من فلاديمير بوتين إن القمة قريبة.",
        "قالت القوات الموالية لحكومة الرئيس الروسي فلاديمير بوتين إنها تقدمت.",
        "لم يقل فلاديمير بوتين إن الحرب انتهت.",
        "قال مسؤولون أميركيون إن فلاديمير بوتين سيزور بيونغ يانغ.",
        "قال وزير خارجية روسيا إن القمة قريبة.",
        "قالت الحكومة الروسية إن القمة قريبة.",
        "التقى فلاديمير بوتين كيم جونغ أون. وقال مسؤول إن اللقاء جيد. وأضاف أن الموعد قريب.",
        "قال فلاديمير بوتين لصحيفة «بيلد» في موسكو.",
        "تطالب واشنطن روسيا بالخروج من أوكرانيا كما يطالب العالم روسيا بالخروج.",
        "وطالبت القوى السياسية الرئيس فلاديمير بوتين بالرحيل.",
    ],
)
def test_whoever_does_not_speak_has_no_quote(text: str) -> None:
    assert [one.entity_id for one in found(text) if one.entity_id in (*PEOPLE, "country:ru")] == []


def test_an_unknown_speaker_ends_the_speech_of_the_one_before() -> None:
    text = "قال فلاديمير بوتين إن الموعد قريب. وقال مسؤول كوري إن القطار جاهز. وأضاف أن الرحلة طويلة."
    assert [one.quote for one in found(text)] == ["إن الموعد قريب"]


def test_a_verb_of_the_other_gender_goes_on_for_nobody() -> None:
    assert len(found("قال فلاديمير بوتين إن الموعد قريب. وأضافت أن الرحلة طويلة.")) == 1


def test_the_minister_is_the_one_who_was_called_minister() -> None:
    text = "أعلن وزير الدفاع الروسي سيرغي شويغو أن المناورات بدأت. وقال الوزير «نبحث ذلك مع الجميع»."
    assert [(one.entity_id, one.quote) for one in found(text)][1:] == [("shoigu", "نبحث ذلك مع الجميع")]


def test_what_a_quote_tells_of_others_is_theirs_and_the_speaker_goes_on() -> None:
    text = "قال فلاديمير بوتين إن واشنطن أعلنت أن العقوبات باقية. وأضاف أن الرد قريب."
    assert [(one.entity_id, one.verb) for one in found(text)] == [
        ("putin", "قال"),
        ("city:4140963", "أعلنت"),
        ("putin", "أضاف"),
    ]


def test_the_papers_own_voice_behind_a_comma_is_not_said() -> None:
    assert said("أكد فلاديمير بوتين أن القمة مفيدة، وذلك بحسب وكالة الأنباء.") == [("putin", "أكد", "أن القمة مفيدة")]


def test_quotation_marks_inside_and_marks_never_closed_do_not_mislead() -> None:
    assert [one.quote for one in found('قال فلاديمير بوتين: "تنظيم "داعش" انتهى تماما". وغادر.')] == [
        'تنظيم "داعش" انتهى تماما'
    ]
    assert [one.quote for one in found('قال فلاديمير بوتين: "لن نتراجع أبدا.\nوغادر إلى "موسكو".')] == [
        "لن نتراجع أبدا"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vladimir Putin said on Monday that Russia would answer.", [("putin", "said", "that Russia would answer")]),
        ("President Vladimir Putin said Russia would answer.", [("putin", "said", "Russia would answer")]),
        ("Vladimir Putin told reporters in Moscow: “We are ready to talk.”", [("putin", "told", "We are ready to talk.")]),
        ("“It is done,” said Kremlin spokesman Dmitry Peskov.", [("peskov", "said", "It is done,")]),
        ("“It is done,” John Kirby said. “Nobody can stop it.”", [("kirby", "said", "It is done,"), ("kirby", "said", "Nobody can stop it.")]),
        ("Dmitry Peskov, the Kremlin spokesman, said he knew nothing.", [("peskov", "said", "he knew nothing")]),
        ("Angela Merkel spoke. “I will go,” Angela Merkel said. She added that it was time.", [("merkel", "said", "I will go,"), ("merkel", "added", "that it was time")]),
        ("According to John Kirby, the talks failed.", [("kirby", "According", "the talks failed")]),
        ("Washington announced new sanctions.", [("city:4140963", "announced", "new sanctions")]),
        ("A spokesman for Vladimir Putin said nothing would change.", []),
        ("Vladimir Putin's lawyer said the case was over.", []),
        ("Vladimir Putin did not say that. Vladimir Putin never said he would go.", []),
        ("Officials in Russia said the talks failed.", []),
        ("A study from Munich, Germany, said in a statement.", []),
        ("Vladimir Putin said in a statement.", []),
    ],
)  # fmt: skip
def test_a_speaker_is_given_what_he_says_in_english(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


# Read in the seed article: who says what, by the verb.
SEED = [
    ("peskov", "قال"),
    ("peskov", "أضاف"),
    ("shoigu", "أعلن"),
    ("shoigu", "قال"),
    ("org:white-house", "أعلن"),
    ("org:white-house", "ندد"),
    ("city:4140963", "ترى"),
    ("kirby", "أعرب"),
    ("kirby", "كشف"),
    ("city:4140963", "أعلنت"),
    ("country:gb", "أعلنت"),
    ("country:jp", "أعلنت"),
    ("country:kr", "أعلنت"),
    ("country:us", "أعلنت"),
]


def test_the_seed_article_quotes_as_a_careful_reader_hears_it(shared: Path) -> None:
    text = next((shared / "seed").glob("*.txt")).read_text(encoding="utf-8")
    assert [(one.entity_id, one.verb) for one in found(text)] == SEED


@pytest.mark.parametrize("unit", ['"', "«", "قال :", "وأضاف ", "قال بوتين إن «"])
def test_a_page_stuffed_with_speech_gives_a_bounded_number_of_quotes(unit: str) -> None:
    text = "قال فلاديمير بوتين إن " + unit * (100_000 // len(unit))
    assert len(found(text)) <= 1000


def test_a_headline_has_no_quotes_of_its_own() -> None:
    mention = Mention(
        entity_id="putin",
        field="title",
        surface="بوتين",
        start_char=0,
        end_char=5,
        form="name",
        sentence_start=0,
        sentence_end=20,
    )
    assert find_quotes("قال إن القمة مفيدة.", [mention], {"putin": "person"}) == ()


NO_PLACE_BETWEEN = "قال فلاديمير بوتين إن القمة مفيدة.\nوافتتح المعرض أمس وسط حضور كبير. وقال إن الأبواب مفتوحة."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('وقال "فلاديمير بوتين": "لن نتراجع أبدا".', [("putin", "قال", "لن نتراجع أبدا")]),
        ("وذكرت صحيفة «الغارديان» أن القمة فشلت.", [("org:guardian", "ذكرت", "أن القمة فشلت")]),
        ("أشاد وزير الدفاع الروسي، الرئيس فلاديمير بوتين، بالقمة.", [("putin", "أشاد", "بالقمة")]),
        ("قال أ. د. فلاديمير بوتين إن القمة مفيدة.", [("putin", "قال", "إن القمة مفيدة")]),
        ("وحث فلاديمير بوتين على الحوار.", [("putin", "حث", "على الحوار")]),
        ("قال فلاديمير بوتين إن القمة مفيدة. وأشار بأنه سيسافر.", [("putin", "قال", "إن القمة مفيدة"), ("putin", "أشار", "بأنه سيسافر")]),
        ("وهو ما أكده دميتري بيسكوف مضيفا أن القمة قريبة.", [("peskov", "مضيفا", "أن القمة قريبة")]),
        ("وبحسب دميتري بيسكوف، فإن القمة قريبة.", [("peskov", "وبحسب", "فإن القمة قريبة")]),
        ("نقلت الإذاعة عن فلاديمير بوتين القول إن القمة قريبة.", [("putin", "القول", "إن القمة قريبة")]),
        ("قال فلاديمير بوتين إن القمة مفيدة. ويتوقع أن تعقد غدا.", [("putin", "قال", "إن القمة مفيدة")]),
        ("قال فلاديمير بوتين إن رجلا قتل بينما كان يعبر.", [("putin", "قال", "إن رجلا قتل بينما كان يعبر")]),
        ("قال فلاديمير بوتين إن القمة تأجلت لأسباب أمنية بحسب الوزارة.", [("putin", "قال", "إن القمة تأجلت لأسباب أمنية")]),
        ("قال فلاديمير بوتين إن القمة مفيدة، في سياق آخر أعلن دميتري بيسكوف أن الرد جاهز.", [("putin", "قال", "إن القمة مفيدة"), ("peskov", "أعلن", "أن الرد جاهز")]),
        ("ونفى فلاديمير بوتين الذي اعتبر من المتشددين أن تكون القمة قريبة.", []),
        (NO_PLACE_BETWEEN, [("putin", "قال", "إن القمة مفيدة")]),
    ],
)  # fmt: skip
def test_arabic_speakers_stand_in_marks_behind_commas_and_initials_and_go_on(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The summit, in his view, failed, Vladimir Putin said.", [("putin", "said", "The summit, in his view, failed")]),
        ("The summit will be held in May, Vladimir Putin said in an email.", [("putin", "said", "The summit will be held in May")]),
        ("The summit will be held in May, said spokesman Dmitry Peskov in an email.", [("peskov", "said", "The summit will be held in May")]),
        ("MOSCOW (AP) — The summit will be in May, Vladimir Putin said.", [("putin", "said", "The summit will be in May")]),
        ("On a cold day, Vladimir Putin said nothing of it.", []),
        ("Vladimir Putin and Dmitry Peskov said that they would go.", [("peskov", "said", "that they would go"), ("putin", "said", "that they would go")]),
        ("A lawyer for Vladimir Putin and Dmitry Peskov said that they would go.", []),
        ("Dmitry Peskov of the Department of Health and Human Services says the risk is high.", [("peskov", "says", "the risk is high")]),
        ("The deputy director of prosecutions, Angela Merkel, said that it was over.", [("merkel", "said", "that it was over")]),
        ('“We go,” the minister, Angela Merkel, who serves in a government of civil servants, said.', [("merkel", "said", "We go,")]),
        ('The change is, according to spokesman Dmitry Peskov, "the biggest of all".', [("peskov", "according", "the biggest of all")]),
        ("Vladimir Putin said it was a start in an effort that he had made.", [("putin", "said", "it was a start in an effort that he had made")]),
        ("Vladimir Putin said it depends on the cost, but he said that he would go.", [("putin", "said", "it depends on the cost"), ("putin", "said", "that he would go")]),
        ("Vladimir Putin hinted that he would go.", [("putin", "hinted", "that he would go")]),
        ('“We met Angela Merkel and Dmitry Peskov,” Vladimir Putin said. “Angela Merkel left,” he said.', [("putin", "said", "We met Angela Merkel and Dmitry Peskov,"), ("putin", "said", "Angela Merkel left,")]),
    ],
)  # fmt: skip
def test_english_remarks_come_first_speakers_come_in_twos_and_of_places(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(said(text)) == sorted(expected)
