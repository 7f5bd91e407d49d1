"""Dates told from the moment of reading: «منذ 3 أيام», "2 hours ago", «أمس»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("a", "an", "one", "واحد", "واحده"),
            ("two", "اثنين", "اثنتين"),
            ("three", "ثلاث", "ثلاثه"),
            ("four", "اربع", "اربعه"),
            ("five", "خمس", "خمسه"),
            ("six", "ست", "سته"),
            ("seven", "سبع", "سبعه"),
            ("eight", "ثمان", "ثماني", "ثمانيه"),
            ("nine", "تسع", "تسعه"),
            ("ten", "عشر", "عشره"),
        ),
        1,
    )
    for name in names
}
_SECOND, _MINUTE, _HOUR, _DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_UNITS = {
    name: (length, count)
    for length, one, two, many in (
        (_SECOND, "second sec ثانيه", "ثانيتين", "ثوان ثواني لحظات"),
        (_MINUTE, "minute min دقيقه", "دقيقتين", "دقايق"),
        (_HOUR, "hour hr ساعه", "ساعتين", "ساعات"),
        (_DAY, "day يوم", "يومين", "ايام"),
        (7 * _DAY, "week اسبوع", "اسبوعين", "اسابيع"),
        (30 * _DAY, "month شهر", "شهرين", "اشهر شهور"),
        (365 * _DAY, "year سنه عام", "سنتين عامين", "سنوات سنين اعوام"),
    )
    for names, count in ((one, 1), (two, 2), (many, 3))  # a bare Arabic plural is three at least
    for name in names.split()
}
_AGO = (
    re.compile(r"(?<!\w)(?:قبل|منذ) (?:حوالي |نحو )?(?:(\d{1,3}|\w{2,7}) )?(\w{3,8})(?!\w)"),
    re.compile(r"(?<!\w)(\d{1,3}|\w{1,5}) (\w{3,6}?)s? ago(?!\w)"),
)
# Only where the text begins with it: «اليوم» is also in the names of newspapers.
_NAMED = re.compile(r"^(?:\w{2,10}:? ){0,2}?(اول امس|اليوم|امس|البارحه|today|yesterday|الان|just now)(?=[ ,،:.|~]|$)")
_DAYS_BACK = {"امس": 1, "البارحه": 1, "yesterday": 1, "اول امس": 2}
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Ago:
    """A moment some time back: `day` in UTC, `at` only when told to the hour, `certainty` of the day in [0, 1]."""

    day: date
    at: datetime | None
    certainty: float


def read_ago(folded: str, now: datetime) -> Ago | None:
    """Return the moment that a short folded text tells relative to `now`."""
    if len(folded) > LONGEST:
        return None
    now = now.astimezone(UTC)
    for pattern in _AGO:
        if (found := pattern.search(folded)) is not None and (told := _length(found[1], found[2])) is not None:
            return _back(now, *told)
    named = _NAMED.search(folded)
    return Ago((now - timedelta(days=_DAYS_BACK.get(named[1], 0))).date(), None, 0.7) if named else None


def _length(number: str | None, unit: str) -> tuple[timedelta, timedelta] | None:
    known = _UNITS.get(unit)
    if known is None:
        return None
    length, count = known
    if number:
        amount = int(number) if number.isdigit() else _NUMBERS.get(number)
        return None if amount is None else (length, amount * length)
    return length, count * length


def _back(now: datetime, unit: timedelta, length: timedelta) -> Ago:
    then = now - length
    if unit < _DAY:
        return Ago(then.date(), then, 0.8)
    return Ago(then.date(), None, 0.7 if unit == _DAY else 0.3)
