"""New names in Latin text: capitals, with a given name, a title, a verb of saying or an organisation's noun beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from news.discovering.names import NAMES
from news.model import Kind, Mention
from news.spelling.frequencies import language_words
from news.spelling.personal_names import TITLES
from news.spelling.scripts import fold_name

# Two to six capitalised words, particles between them: «Ursula van der Bilt», «Bank of Somewhere».
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’\-]{0,30}"
_JOINT = r"(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|of|for|and|the)"
_NAME = re.compile(rf"\b{_WORD}(?:[ \u00a0](?:{_JOINT}[ \u00a0]){{0,2}}{_WORD}){{0,5}}")
_BEFORE = re.compile(r"(\w{1,30})\.?[ \u00a0]$")
_AFTER = re.compile(r",?[ \u00a0](\w{1,30})")
_SAYING = frozenset(
    "said says told added announced warned denied confirmed insisted claimed argued declared wrote tweeted".split()  # noqa: SIM905
)
_PLACED = frozenset("in near outside".split())  # noqa: SIM905
_ORGANISATIONS = frozenset(
    [
        "university",
        "party",
        "bank",
        "inc",
        "corp",
        "ltd",
        "group",
        "agency",
        "council",
        "association",
        "institute",
        "committee",
        "union",
        "front",
        "movement",
        "foundation",
        "company",
        "airlines",
        "federation",
        "club",
        "brigade",
        "army",
        "college",
        "society",
        "commission",
        "authority",
        "network",
    ]
)
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
# A word alone after a preposition of place is a name when it is rarer than this.
_RARE_ZIPF = 3.5


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold_name(word)


def latin_names(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, Kind, str]]:
    """Yield (start, end, kind, evidence) of names in a text that no mention holds."""
    taken = {at for one in mentions for at in range(one.start_char, one.end_char)}
    for hit in _NAME.finditer(text):
        start, words = _without_title(hit)
        end = hit.end()
        if not words or any(word in _CALENDAR for word in words) or not taken.isdisjoint(range(start, end)):
            continue
        if kind_and_evidence := _kind(text, start, end, words, is_titled=start > hit.start()):
            yield start, end, *kind_and_evidence


def _without_title(hit: re.Match[str]) -> tuple[int, list[str]]:
    """Return where the name begins behind its titles, and its folded words."""
    start, words = hit.start(), hit[0].replace("\u00a0", " ").split(" ")
    while words and _folded(words[0]) in TITLES:
        start += len(words.pop(0)) + 1
    return start, [_folded(word) for word in words]


def _kind(text: str, start: int, end: int, words: list[str], *, is_titled: bool) -> tuple[Kind, str] | None:
    if len(words) > 1 and (words[-1] in _ORGANISATIONS or words[0] in _ORGANISATIONS):
        return "organisation", "head noun"
    before = _BEFORE.search(text, max(0, start - 32), start)
    after = _AFTER.match(text, end)
    beside = {_folded(one[1]) for one in (before, after) if one}
    is_said = bool(beside & _SAYING)
    if is_titled or (before and _folded(before[1]) in TITLES):
        return "person", "title"
    if len(words) > 1 and words[0] in NAMES:
        return "person", "given name"
    if is_said and len(words) > 1:
        return "person", "verb of saying"
    is_rare = all(language_words("en").get(word, 0.0) < _RARE_ZIPF for word in words)
    if before and before[1] in _PLACED and is_rare:
        return "place", "preposition"
    return None
