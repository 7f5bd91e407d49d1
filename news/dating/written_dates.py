"""Dates as people write them: in numbers or with the month's name, Gregorian or Hijri, with or without a time."""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from news.dating.clock_times import read_time
from news.dating.hijri import UNCERTAINTY_DAYS, gregorian_day
from news.dating.months import Month, month_at
from news.dating.weekdays import weekday_of
from news.spelling.scripts import fold

# No date is longer, whatever a page puts in its place.
LONGEST = 200
# How much less sure the day is than one written in full: (what is known of it, factor)
AMBIGUOUS, TWO_DIGIT_YEAR, NO_YEAR, HIJRI, NO_ZONE, WEEKDAY = 0.5, 0.8, 0.6, 0.6, 0.97, 0.95
_DASHES = re.compile(r"[-‐‑‒–—―−]")
_WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_NUMERIC = re.compile(r"(?<![\d/.])(?<!\d~)(\d{1,4}) ?([/~.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{1,2})(?!\d)(?! ?[/~] ?\d)")
_HIJRI_MARK = re.compile(r" ?(?:ه|هجري|هجريه)(?!\w)")
# What may stand between the parts of one date.
_BETWEEN = re.compile(r"[.,،/~()'º°]|de|del|of|st|nd|rd|th|er|ter|عام|العام|سنه|لعام|لسنه|من|شهر|في")
_SKIPS = 5
# The one country that writes the month first; every other language of the web puts the day first.
_MONTH_FIRST = ("en-us", "en_us", "en-ph", "es-us", "es_us")


@dataclass(frozen=True, slots=True)
class Written:
    """A date read: the day as printed, the time and zone if given, and how certain the day is, in (0, 1]."""

    day: date
    clock: time | None = None
    zone: tzinfo | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class _Parts:
    """Numbers that may be a day: `year` is None when none was written."""

    day: int
    month: int
    year: int | None
    hijri: bool = False
    certainty: float = 1.0
    ambiguous: bool = False


def fold_date(text: str) -> str:
    """Return a text folded as names are, but with `~` for every dash, which dates need."""
    return " ".join(fold(_DASHES.sub("~", text[:LONGEST])).text.split())


def read_written(text: str, *, now: datetime | None = None, language: str = "") -> Written | None:
    """Read the date of a text; a date without a year is the last such day before `now`, or no date without `now`."""
    written = unicodedata.normalize("NFKC", text[:LONGEST])
    folded = fold_date(written)
    clock = read_time(folded, written)
    rest = folded if clock is None else f"{folded[: clock.span[0]]} ; {folded[clock.span[1] :]}"
    days = list(_days(rest, language, now))
    if not days:
        return None
    _, day, certainty = max(days, key=lambda one: one[0])
    if clock is None:
        return Written(day, certainty=certainty)
    return Written(day, clock.time, clock.zone, certainty if clock.zone else certainty * NO_ZONE)


def _days(
    folded: str, language: str, now: datetime | None
) -> Iterator[tuple[tuple[bool, bool, bool, float], date, float]]:
    """Yield (preference, day, certainty) of every date: with a year, Gregorian, not ahead, then the more certain."""
    weekday = weekday_of(_WORDS.findall(folded))
    for parts in _all_parts(folded, language):
        day = _day(parts, now)
        if day is not None and parts.hijri:
            day = _nearest(day, weekday)
        if day is not None:
            past = now is None or day <= now.date() + timedelta(days=1)
            certainty = _certainty(parts, told=day.isoweekday() == weekday)
            yield (parts.year is not None, not parts.hijri, past, certainty), day, certainty


def _nearest(day: date, weekday: int | None) -> date:
    """Return the day of that weekday within the Hijri calendar's uncertainty, if there is one."""
    near = (day + timedelta(days=step) for step in range(-UNCERTAINTY_DAYS, UNCERTAINTY_DAYS + 1))
    return next((one for one in near if one.isoweekday() == weekday), day)


def _certainty(parts: _Parts, *, told: bool) -> float:
    """Return how certain the day is; a weekday that fits settles what the order and the calendar leave open."""
    factor = parts.certainty * (1.0 if parts.year is not None else NO_YEAR)
    if told:
        return factor * (WEEKDAY if parts.hijri or parts.ambiguous else 1.0)
    return factor * (HIJRI if parts.hijri else 1.0) * (AMBIGUOUS if parts.ambiguous else 1.0)


def _day(parts: _Parts, now: datetime | None) -> date | None:
    try:
        if parts.hijri:
            return gregorian_day(parts.year, parts.month, parts.day) if parts.year else None
        if parts.year is not None:
            return date(parts.year, parts.month, parts.day)
        return _last(parts, now) if now else None
    except ValueError:
        return None


def _last(parts: _Parts, now: datetime) -> date | None:
    """Return the last day of that name up to tomorrow; 29 February may be eight years back."""
    tomorrow = now.date() + timedelta(days=1)
    for year in range(tomorrow.year, tomorrow.year - 9, -1):
        if (parts.month, parts.day) != (2, 29) or isleap(year):
            day = date(year, parts.month, parts.day)
            if day <= tomorrow:
                return day
    return None


def _all_parts(folded: str, language: str) -> Iterator[_Parts]:
    for found in _NUMERIC.finditer(folded):
        hijri = _HIJRI_MARK.match(folded, found.end()) is not None
        yield from _numeric(found, hijri, language.lower())
    words = _WORDS.findall(folded)
    index = 0
    while index < len(words):
        month = month_at(words, index, language) if _has_number(words, index) else None
        if month is None:
            index += 1
            continue
        end = _end_of_month(words, index + month.width, month, language)
        yield from _named(words, index, end, month)
        index = end


def _numeric(found: re.Match[str], hijri: bool, language: str) -> Iterator[_Parts]:
    first, second, last = found[1], int(found[3]), found[4]
    if len(first) == 4 and len(last) < 3:
        yield _Parts(int(last), second, int(first), hijri)
    elif len(first) < 3 and len(last) in (2, 4):
        factor = 1.0 if len(last) == 4 else TWO_DIGIT_YEAR
        day_first = _Parts(int(first), second, _full_year(last), hijri, factor)
        yield from _ordered(day_first, found[2], language)


def _ordered(day_first: _Parts, mark: str, language: str) -> Iterator[_Parts]:
    """Yield the date, in the order that the numbers or the language say; both, the likelier first, when neither does."""
    first, second = day_first.day, day_first.month
    month_first = replace(day_first, day=second, month=first)
    said = language.startswith("en-") or (language and language[:2] != "en")
    if language.startswith(_MONTH_FIRST) and second <= 31 and first <= 12:
        yield month_first
    elif first > 12 or first == second or mark == "." or day_first.hijri or (said and second <= 12):
        yield day_first
    elif second > 12:
        yield month_first
    else:
        both = (month_first, day_first) if language else (day_first, month_first)
        yield from (replace(one, ambiguous=True) for one in both)


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _end_of_month(words: Sequence[str], end: int, month: Month, language: str) -> int:
    """Return where the month ends, with the same month in another family's name: «شباط (فبراير)»."""
    at = _skip(words, end, 1)
    other = month_at(words, at, language) if at < len(words) else None
    return at + other.width if other and (other.number, other.hijri) == (month.number, month.hijri) else end


def _named(words: Sequence[str], start: int, end: int, month: Month) -> Iterator[_Parts]:
    """Yield what the numbers around a month's name can be: D M Y, Y M D, M D Y, then without a year."""
    before = _number(words, _skip(words, start - 1, -1))
    at = _skip(words, end, 1)
    after = _number(words, at)
    then = _number(words, _skip(words, at + 1, 1))
    number, hijri = month.number, month.hijri
    if _is_day(before) and _is_year(after):
        yield _Parts(int(before), number, int(after), hijri)
    elif _is_day(after) and _is_year(then):
        yield _Parts(int(after), number, int(then), hijri)
    elif _is_year(before) and _is_day(after):
        yield _Parts(int(after), number, int(before), hijri)
    elif _is_day(before) and len(after) == 2:
        yield _Parts(int(before), number, _full_year(after), hijri, TWO_DIGIT_YEAR)
    elif _is_day(before or after):
        yield _Parts(int(before or after), number, None, hijri)


def _has_number(words: Sequence[str], at: int) -> bool:
    """Say whether a word with a number close by may be a month: looking names up costs more."""
    return words[at][0].isalpha() and any(word[0].isdigit() for word in words[max(0, at - 4) : at + 7])


def _skip(words: Sequence[str], at: int, step: int) -> int:
    for _ in range(_SKIPS):
        if not (0 <= at < len(words)) or _BETWEEN.fullmatch(words[at]) is None:
            break
        at += step
    return at


def _number(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) and words[at].isdigit() and words[at].isascii() else ""


def _is_day(digits: str) -> bool:
    return len(digits) in (1, 2) and 1 <= int(digits) <= 31


def _is_year(digits: str) -> bool:
    return len(digits) == 4
