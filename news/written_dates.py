"""Dates as people write them: in numbers or with the month's name, Gregorian or Hijri, with or without a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from news.clock_times import read_time
from news.hijri import gregorian_day
from news.months import Month, month_at
from news.scripts import fold

# No date is longer, whatever a page puts in its place.
LONGEST = 200
# How much less sure the day is than one written in full: (what is known of it, factor)
AMBIGUOUS, TWO_DIGIT_YEAR, NO_YEAR, HIJRI, NO_ZONE = 0.5, 0.8, 0.6, 0.6, 0.97
_DASHES = re.compile(r"[-‐‑‒–—―−]")
_WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_NUMERIC = re.compile(r"(?<![\d/~.])(\d{1,4}) ?([/~.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?!\d)(?! ?[/~] ?\d)")
_HIJRI_MARK = re.compile(r" ?(?:ه|هجري|هجريه)(?!\w)")
# What may stand between the parts of one date.
_BETWEEN = frozenset(". , ، / ~ ( ) ' º ° de del of st nd rd th er ter g عام العام سنه لعام لسنه من شهر في".split())
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


def fold_date(text: str) -> str:
    """Return a text folded as names are, but with `~` for every dash, which dates need."""
    return " ".join(fold(_DASHES.sub("~", text[:LONGEST])).text.split())


def read_written(text: str, *, now: datetime | None = None, language: str = "") -> Written | None:
    """Read the date of a text; a date without a year is the last such day before `now`, or no date without `now`."""
    written = unicodedata.normalize("NFKC", text[:LONGEST])
    folded = fold_date(written)
    clock = read_time(folded, written)
    rest = folded if clock is None else f"{folded[: clock.span[0]]} ; {folded[clock.span[1] :]}"
    days = [(parts, day) for parts in _all_parts(rest, language, now) if (day := _day(parts, now)) is not None]
    if not days:
        return None
    parts, day = max(days, key=lambda one: _preference(one[0]))
    certainty = _certainty(parts)
    if clock is None:
        return Written(day, certainty=certainty)
    return Written(day, clock.time, clock.zone, certainty if clock.zone else certainty * NO_ZONE)


def _preference(parts: _Parts) -> tuple[bool, bool, float]:
    return parts.year is not None, not parts.hijri, parts.certainty


def _certainty(parts: _Parts) -> float:
    return parts.certainty * (HIJRI if parts.hijri else 1.0) * (1.0 if parts.year is not None else NO_YEAR)


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
        if (parts.month, parts.day) != (2, 29) or year % 4 == 0 and (year % 100 or year % 400 == 0):
            day = date(year, parts.month, parts.day)
            if day <= tomorrow:
                return day
    return None


def _all_parts(folded: str, language: str, now: datetime | None) -> Iterator[_Parts]:
    for found in _NUMERIC.finditer(folded):
        hijri = _HIJRI_MARK.match(folded, found.end()) is not None
        yield from _numeric(found, hijri, language.lower(), now)
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


def _numeric(found: re.Match[str], hijri: bool, language: str, now: datetime | None) -> Iterator[_Parts]:
    first, last = found[1], found[4]
    middle = int(found[3])
    if len(first) == 4:
        yield _Parts(int(last), middle, int(first), hijri)
    elif len(first) < 3:
        year = _full_year(last)
        factor = 1.0 if len(last) == 4 else TWO_DIGIT_YEAR
        yield from _ordered(int(first), middle, year, factor, found[2], language, now, hijri)


def _ordered(
    first: int, second: int, year: int, factor: float, mark: str, language: str, now: datetime | None, hijri: bool
) -> Iterator[_Parts]:
    """Yield the date of two numbers whose order is in doubt unless the numbers, the language or the clock say it."""
    day_first, month_first = _Parts(first, second, year, hijri, factor), _Parts(second, first, year, hijri, factor)
    if first > 12 or second > 12 or first == second:
        yield day_first if second <= 12 else month_first
        return
    if language.startswith(_MONTH_FIRST):
        yield month_first
        return
    if mark == "." or hijri or (language and language[:2] != "en") or language.startswith("en-"):
        yield day_first
        return
    likelier = month_first if language[:2] == "en" else day_first
    other = day_first if likelier is month_first else month_first
    if now is not None and date(year, likelier.month, likelier.day) > now.date() + timedelta(days=1):
        likelier = other
    yield _Parts(likelier.day, likelier.month, year, hijri, factor * AMBIGUOUS)


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
        if not (0 <= at < len(words)) or words[at] not in _BETWEEN:
            break
        at += step
    return at


def _number(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) and words[at].isdigit() and words[at].isascii() else ""


def _is_day(digits: str) -> bool:
    return len(digits) in (1, 2) and 1 <= int(digits) <= 31


def _is_year(digits: str) -> bool:
    return len(digits) == 4
