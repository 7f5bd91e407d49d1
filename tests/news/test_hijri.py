"""The Hijri calendar by arithmetic, against days that are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from news.dating.hijri import UNCERTAINTY_DAYS, gregorian_day


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1, 1, 1), date(622, 7, 19)),  # 16 July 622 Julian
        ((1400, 1, 1), date(1979, 11, 21)),
        ((1421, 1, 1), date(2000, 4, 6)),
        ((1445, 1, 1), date(2023, 7, 19)),
        ((1445, 9, 1), date(2024, 3, 11)),
        ((1446, 12, 9), date(2025, 6, 5)),
    ],
)
def test_a_hijri_day_is_the_gregorian_one_give_or_take_a_day(hijri: tuple[int, int, int], gregorian: date) -> None:
    assert abs(gregorian_day(*hijri) - gregorian) <= timedelta(days=UNCERTAINTY_DAYS)


def test_thirty_years_have_eleven_leap_days() -> None:
    assert (gregorian_day(1451, 1, 1) - gregorian_day(1421, 1, 1)).days == 30 * 354 + 11


@pytest.mark.parametrize("hijri", [(0, 1, 1), (1445, 0, 1), (1445, 13, 1), (1445, 1, 31), (99999, 1, 1)])
def test_what_is_no_hijri_day_is_refused(hijri: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no Hijri day"):
        gregorian_day(*hijri)
