"""Month names: which words are which month, in Arabic's families, English and other languages, and in the Hijri year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from news.spelling.scripts import fold

# Levantine, Egyptian and Gulf, Maghrebi (Tunisia and Algeria, Morocco); spellings that folding does not make one stand apart.
_ARABIC = (
    ("كانون الثاني", "كانون ثاني", "يناير", "جانفي"),
    ("شباط", "فبراير", "فيفري"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل", "إبريل", "أفريل", "إيبريل"),
    ("أيار", "مايو", "ماي"),
    ("حزيران", "يونيو", "يونيه", "جوان"),
    ("تموز", "يوليو", "يوليه", "يوليوز", "جويلية"),
    ("آب", "أغسطس", "أوت", "غشت"),
    ("أيلول", "سبتمبر", "شتنبر"),
    ("تشرين الأول", "تشرين أول", "أكتوبر"),
    ("تشرين الثاني", "تشرين ثاني", "نوفمبر", "نونبر"),
    ("كانون الأول", "كانون أول", "ديسمبر", "دجنبر"),
)
_HIJRI = (
    ("محرم", "المحرم", "محرم الحرام"),
    ("صفر",),
    ("ربيع الأول", "ربيع أول"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع آخر", "ربيع ثاني"),
    ("جمادى الأولى", "جمادى الأول", "جماد الأول", "جمادى أولى"),
    ("جمادى الآخرة", "جمادى الثانية", "جمادى الآخر", "جمادى الثاني", "جماد الآخر", "جماد الثاني"),
    ("رجب",),
    ("شعبان",),
    ("رمضان",),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة", "ذوالقعدة", "ذيالقعدة"),
    ("ذو الحجة", "ذي الحجة", "ذوالحجة", "ذيالحجة"),
)
_ENGLISH = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
# Languages whose names are tried, by the script of the word, whatever the page says of itself; any other that CLDR has is
# read when it is named.
_SCRIPTS = (
    (re.compile(r"[a-z\u00df-\u024f]"), ("de", "fr", "es", "it", "tr")),
    (re.compile(r"[\u0400-\u052f]"), ("ru",)),
    (re.compile(r"[\u0590-\u05ff]"), ("he",)),
    (re.compile(r"[\u0600-\u06ff]"), ("fa",)),
)
# Hebrew writes «in» as a part of the word.
_HEBREW_IN = "ב"


@dataclass(frozen=True, slots=True)
class Month:
    """A month as named: its number from 1, its calendar, and how many words name it."""

    number: int
    hijri: bool
    width: int


def month_at(words: Sequence[str], index: int, language: str = "") -> Month | None:
    """Return the month that folded words name from `index` on; two words go before one."""
    for width in (2, 1):
        name = " ".join(words[index : index + width])
        found = _own_names().get(name) or _foreign(name.removeprefix(_HEBREW_IN), language)
        if found:
            return Month(*found, width)
    return None


@cache
def _own_names() -> dict[str, tuple[int, bool]]:
    names: dict[str, tuple[int, bool]] = {}
    for table, hijri in ((_ENGLISH, False), (_ARABIC, False), (_HIJRI, True)):
        for number, spellings in enumerate(table, 1):
            names |= {fold(name).text: (number, hijri) for name in spellings}
    return names


def _foreign(name: str, language: str) -> tuple[int, bool] | None:
    number = _cldr(language[:2].lower()).get(name)
    for script, languages in _SCRIPTS:
        if number is None and script.match(name):
            number = _common(languages).get(name)
    return (number, False) if number else None


@cache
def _common(languages: tuple[str, ...]) -> dict[str, int]:
    """Return the names that mean one month only, whichever of these languages it is."""
    meanings: dict[str, set[int]] = defaultdict(set)
    for language in languages:
        for name, number in _cldr(language).items():
            meanings[name].add(number)
    return {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1}


@cache
def _cldr(language: str) -> dict[str, int]:
    """Return month names of a language from CLDR (Unicode TR 35 §2), as written within a date."""
    if language in ("", "ar", "en"):
        return {}
    from babel import Locale, UnknownLocaleError  # 15 ms a language, and most dates need none of it

    try:
        months = Locale.parse(language).months["format"]
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        fold(name).text.strip(".׳' "): number
        for width in ("wide", "abbreviated")
        for number, name in months[width].items()
    }
