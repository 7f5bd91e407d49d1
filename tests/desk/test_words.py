from __future__ import annotations

import pytest

from desk.words import count, show_day
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("number", "articles", "stories", "days", "alerts"),
    [
        (0, "لا مقالات", "لا قصص", "0 يوم", "لا تنبيهات"),
        (1, "مقالة واحدة", "قصة واحدة", "يوم", "تنبيه واحد"),
        (2, "مقالتان", "قصتان", "يومين", "تنبيهان"),
        (3, "3 مقالات", "3 قصص", "3 أيام", "3 تنبيهات"),
        (10, "10 مقالات", "10 قصص", "10 أيام", "10 تنبيهات"),
        (11, "11 مقالة", "11 قصة", "11 يوماً", "11 تنبيهاً"),
        (99, "99 مقالة", "99 قصة", "99 يوماً", "99 تنبيهاً"),
        (100, "100 مقالة", "100 قصة", "100 يوم", "100 تنبيه"),
        (102, "102 مقالة", "102 قصة", "102 يوم", "102 تنبيه"),
        (103, "103 مقالات", "103 قصص", "103 أيام", "103 تنبيهات"),
        (111, "111 مقالة", "111 قصة", "111 يوماً", "111 تنبيهاً"),
    ],
)
def test_arabic_nouns_agree_with_their_number(number: int, articles: str, stories: str, days: str, alerts: str) -> None:
    told = [count(noun, number, "ar") for noun in ("article", "story", "day", "alert")]
    assert told == [articles, stories, days, alerts]


def test_english_nouns_agree_with_their_number_and_parts_of_a_day_are_told() -> None:
    assert [count("article", number, "en") for number in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]
    assert [count("day", number, "en") for number in (0.5, 1.0, 7.0)] == ["0.5 days", "a day", "7 days"]
    assert count("day", 0.5, "ar") == "0.5 يوم"
    assert (show_day(NOW.date(), "ar"), show_day(NOW.date(), "en")) == ("13 سبتمبر 2023", "13 September 2023")
