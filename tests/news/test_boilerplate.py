from __future__ import annotations

from collections import Counter

import pytest

from news.articles.boilerplate import LEARNED_FROM, drop_known, edge_keys, strip_learned

FOOTER = "للتواصل مع الكاتب أرسل رسالة إلى 88522"


def story(number: int) -> list[str]:
    return [
        f"قال متحدث في الحدث رقم {'ابجدهوز'[number % 7] * 3} {number} إن الأمر يتعلق بقضية جديدة لم تعرض من قبل على أحد",
        f"وأضاف في تصريح مطول {'حطيكلمن'[number % 7] * 4} أن التفاصيل ستعلن في وقت لاحق من هذا الأسبوع بحضور الصحافة",
    ]


def learn(articles: list[tuple[str, list[str]]]) -> frozenset[int]:
    counts = Counter(key for title, lines in articles for key in edge_keys(lines, title=title))
    return frozenset(key for key, count in counts.items() if count >= LEARNED_FROM)


def test_a_line_at_the_end_of_many_articles_is_learned_and_stripped() -> None:
    articles = [("", [*story(at), FOOTER]) for at in range(6)]
    learned = learn(articles)
    assert strip_learned([*story(3), FOOTER], learned) == story(3)


def test_digits_do_not_make_another_line() -> None:
    learned = learn([("", [*story(at), f"نشر في {at}/7/2015 الساعة 1{at}:30"]) for at in range(6)])
    assert strip_learned([*story(9), "نشر في 30/12/2016 الساعة 09:12"], learned) == story(9)


def test_a_line_that_repeats_the_headline_is_learned_for_every_headline() -> None:
    titles = ["مجلس الوزراء يجتمع", "فوز كبير للفريق", "أمطار على الشمال", "افتتاح مدرسة", "سوق الأسهم يهبط"]
    articles = [(title, [*story(at), f"رابط الخبر في الصحيفة: {title}"]) for at, title in enumerate(titles)]
    learned = learn(articles)
    assert strip_learned([*story(6), "رابط الخبر في الصحيفة: وصول الوفد"], learned, title="وصول الوفد") == story(6)


def test_four_articles_teach_nothing() -> None:
    assert not learn([("", [*story(at), FOOTER]) for at in range(4)])


def test_a_learned_line_inside_an_article_stays() -> None:
    learned = edge_keys([*story(0), FOOTER])
    lines = [story(1)[0], FOOTER, story(1)[1]]
    assert strip_learned(lines, learned) == lines


def test_never_more_than_a_third_is_stripped() -> None:
    lines = ["سطر يتكرر في كل مكان", "سطر آخر يتكرر أيضا", "هذا هو الخبر وحده"]
    learned = edge_keys([*story(0), *lines[:2]])
    kept = strip_learned(lines, learned)
    assert sum(map(len, kept)) >= sum(map(len, lines)) * 2 / 3


def test_an_article_of_one_line_is_left_alone() -> None:
    assert edge_keys([FOOTER]) == frozenset()
    assert strip_learned([FOOTER], edge_keys([*story(0), FOOTER])) == [FOOTER]


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضاً: خبر آخر",
        "إقرأ ايضا",
        "مواضيع ذات صلة",
        "Related: Another story",
        "READ MORE: Another story",
        "Lesen Sie auch: Noch eine Geschichte",
        "À lire aussi : Une autre histoire",
        "Copyright 2026 The Daily",
        "© The Daily",
        "Subscribe to our newsletter for more",
    ],
)
def test_known_lines_are_dropped(line: str) -> None:
    assert drop_known([*story(0), line]) == story(0)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law is what the court has to interpret here, and both sides brought experts who explained at length why their reading of it is the only one that makes sense.",
        "Related companies were named in the report: three of them are in the north, two in the south.",
        "المزيد من الجنود وصلوا إلى الحدود صباح اليوم",
        "More than forty people came to the meeting.",
        "تابعت اللجنة عملها حتى المساء",
        "Watch this space, the minister said.",
    ],
)
def test_a_journalists_line_that_begins_alike_stays(line: str) -> None:
    lines = [story(0)[0], line, story(0)[1]]
    assert drop_known(lines) == lines


def test_what_a_pointer_lists_goes_with_it() -> None:
    assert drop_known([story(0)[0], "اقرأ أيضا", "- خبر أول", "- خبر ثان", story(0)[1]]) == story(0)
