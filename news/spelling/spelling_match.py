"""Whether two words are one name: a Latin and an Arabic one by their sounds, two Latin ones by what romanisations differ in."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from news.spelling.letter_sounds import romanised
from news.spelling.personal_names import NATIVE_NAMES, SYLLABLES
from news.spelling.transliteration import Lexicon, arabic_spellings, prepare_arabic, prepare_latin, spelling_cost

# One unit as unlikely as this makes another name: Curry is no «كيري».
_UNLIKELY_UNIT = 1.8
# How much unlikelier than the likeliest a spelling may be, by a Latin letter; short words have little to lose.
_EXCESS, _EXCESS_SHORT, _SHORT = 0.2, 0.75, 4
# Jong is no «يونغ»: of these each letter counts
_EXCESS_SYLLABLE = 0.3
# Letters that only names from Arabic have.
_NATIVE_LETTERS = frozenset("عحظضصذق")
# An Arabic name is romanised with vowels that it is written without, each of which costs something.
_NATIVE_COST = 0.6
_LONGEST = 24
_ARTICLE = re.compile(r"^[ae]l_")
_KEY = (
    (re.compile(r"(?:sch|sh|ch)"), "š"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:ck|kh|gh|q|c(?![eiy]))"), "k"),
    (re.compile(r"c"), "s"),
    (re.compile(r"(?:iy|yy|ii|ij|ei|ey|ie|y|ee)"), "i"),
    (re.compile(r"(?:ou|oo|w)"), "u"),
    (re.compile(r"(?<=\w)h(?![aeiou])"), ""),
    (re.compile(r"(\w)\1"), r"\1"),
    (re.compile(r"(?<=\w{3})e$"), ""),
)


@cache
def _native() -> Lexicon:
    return Lexicon(sorted(NATIVE_NAMES))


@lru_cache(maxsize=4096)
def is_spelling_of(latin: str, arabic: str) -> bool:
    """Say whether a Latin word and a folded Arabic one may be one name, and no well-known Arabic name is likelier."""
    bare = arabic.startswith("ال") and _ARTICLE.match(latin)
    source, target = (
        prepare_latin(_ARTICLE.sub("", latin) if bare else latin),
        prepare_arabic(arabic[2:] if bare else arabic),
    )
    if not 0 < len(source) <= _LONGEST or not 0 < len(target) <= _LONGEST:
        return False
    if latin_key(source) == _usual_key(target) or latin_key(source) == _usual_key(_with_article(target)):
        return True
    if target in NATIVE_NAMES and native_name(latin) not in ("", target):
        return False
    if target.startswith("ال") and not source.startswith(("al", "el", "ʿal")):
        target = target[2:]
    cost = spelling_cost(source, target, each=_UNLIKELY_UNIT)
    if cost == float("inf"):
        return False
    nearest = next(_native().nearest(source, cost), None)
    if nearest is not None:
        return nearest[0] == target or (nearest[1] > cost - 0.3 and _is_usual(source, target, cost))
    return _is_usual(source, target, cost)


def _with_article(arabic: str) -> str:
    return arabic.removeprefix("ال") if arabic.startswith("ال") else "ال" + arabic


@lru_cache(maxsize=4096)
def _usual_key(arabic: str) -> str:
    return latin_key(romanised()[arabic].lower()) if arabic in romanised() else "-"


def _is_usual(source: str, target: str, cost: float) -> bool:
    if target in NATIVE_NAMES or not _NATIVE_LETTERS.isdisjoint(target):
        return cost <= _NATIVE_COST * len(source)
    allowed = _EXCESS_SHORT if len(source) <= _SHORT else _EXCESS * len(source)
    if source in SYLLABLES:
        allowed = _EXCESS_SYLLABLE
    return cost - arabic_spellings(source, 1)[0][1] <= allowed


@lru_cache(maxsize=4096)
def is_respelled(latin: str, other: str) -> bool:
    """Say whether two folded Latin words are one name: Sergei and Sergey, Mohammed and Muhammad."""
    if latin_key(_ARTICLE.sub("", latin)) == latin_key(_ARTICLE.sub("", other)):
        return True
    return native_name(latin) != "" and native_name(latin) == native_name(other)


def latin_key(latin: str) -> str:
    """Return a folded Latin word without what romanisations of one name differ in."""
    key = prepare_latin(latin)
    for pattern, letters in _KEY:
        key = pattern.sub(letters, key)
    return key


@cache
def _by_key() -> dict[str, str]:
    return {latin_key(prepare_latin(latin.lower())): arabic for arabic, latin in romanised().items()}


@lru_cache(maxsize=4096)
def native_name(latin: str) -> str:
    """Return the well-known Arabic name, folded, that a Latin word most likely is, or an empty string."""
    source = prepare_latin(latin)
    if usual := _by_key().get(latin_key(source)):
        return usual
    found = next(_native().nearest(source, _NATIVE_COST * len(source)), None)
    return found[0] if found else ""
