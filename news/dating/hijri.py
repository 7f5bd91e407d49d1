"""The Hijri calendar: a day of it as a Gregorian day, by arithmetic.

The tabular (civil) calendar: 30-year cycles with 11 leap years, epoch 16 July 622 Julian (Reingold and Dershowitz,
Calendrical Calculations, ch. 7). Saudi Arabia's Umm al-Qura calendar and a sighted moon differ from it by a day now and then.
"""

from __future__ import annotations

from datetime import date

# 16 July 622 Julian as a day number of the proleptic Gregorian calendar, 1 being 1 January of year 1
EPOCH = 227015
UNCERTAINTY_DAYS = 1


def gregorian_day(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Hijri one, give or take UNCERTAINTY_DAYS; raises ValueError for no such day."""
    if not (1 <= year <= 9000 and 1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"no Hijri day: {year}-{month}-{day}")
    months = 29 * (month - 1) + month // 2
    return date.fromordinal(EPOCH - 1 + 354 * (year - 1) + (3 + 11 * year) // 30 + months + day)
