"""A text as words that know what they may be: a given name, a rare word, a head noun, with or without clitics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from news.discovering.names import FAMILIES, FATHERS, NAMES
from news.discovering.words import BUSINESS_HEADS, DEFINITE_HEADS, ORGANISATION_HEADS, TITLE_WORDS
from news.model import Mention
from news.spelling.clitics import stems
from news.spelling.frequencies import language_words
from news.spelling.scripts import Folded, fold
from news.world.gazetteer import longest_places

_WORD = re.compile(r"[^\W_]{1,60}|[^\w\s]|\n")
_TANWEEN = re.compile("[\u064b-\u064d]")
_DASH = re.compile(r"[-–—ـ]")
# What a verb or noun may begin and end with, behind its clitics.
_PREFIXES = frozenset(("", *"يتنام", "سي", "ست", "سن", "سا", "مت", "است", "يست", "تست", "ان", "لل", "لي", "لت"))
_SUFFIXES = frozenset(
    "|ه|ها|هم|هما|هن|نا|ني|ت|تا|تم|وا|و|ون|ين|ان|ات|ا|ي|يه|يون|يين|تين|تان|كم|ك".split("|")  # noqa: SIM905
)
_SHORTEST_STEM = 3
# Imperfects of three letters, participles, verbal nouns and objects by their patterns.
_DERIVED = re.compile(
    r"[وف]?س?[يتن]\w{3}(?:وا|ون|ه|ها|هم)?"
    r"|[ول]?(?:ال)?(?:م\w\wو\w(?:ه|ات|ين|ون|ا)?|(?:مست|است|س?[يتن]ست)\w{1,40}|(?:ا\wت\wا|ان\w\wا)\w{1,9}|ت\w\wي\w(?:ه|ات|ا)?)"
    r"|(?:ا\wت|ان\w)\w\w(?:ت|تا|وا)"
    r"|\w{1,40}(?:تهم|اته|اتها|اتهم|هما|تنا|تها|وها|وهم|ناها|يتها)"
)
_HEADS = BUSINESS_HEADS | ORGANISATION_HEADS | DEFINITE_HEADS
_NAME_CLITICS = frozenset(("و", "ل", "ب", "ف"))
# A clitic is read off a name unless the whole is a word as common as this and more common than the name.
_COMMON_ZIPF = 4.0
# A word that is commoner than this is no place's name, behind a preposition of place and with an article.
PLACED_ZIPF, ARTICLE_ZIPF = 4.0, 3.8
_BEGINNINGS = frozenset(("علي", "عبد"))


def zipf(word: str) -> float:
    """Return how common a folded word is in Arabic, 0 when it is not among the commonest."""
    return language_words("ar").get(word, 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folded word may be; `stem` is it without the clitics that are not its own."""

    stem: str
    clitic: str = ""
    is_name: bool = False
    is_rare: bool = False
    is_father: bool = False  # «أبو», «وابن»
    head: str = ""  # the head noun of an organisation, without clitics
    zipf: float = 0.0  # of the whole word
    is_title: bool = False
    may_be_person: bool = False  # its name may begin with this word
    may_be_place: bool = False
    place_words: int = 0  # of the longest city's name that begins with it


@dataclass(slots=True)
class Word:
    """A word or mark of a folded text with its place; `taken` says what holds it: a known `name` or `nisba`, or `new`."""

    text: str
    start: int
    end: int
    read: Reading
    is_arabic: bool
    taken: str = ""
    kind: str = ""  # of the built-in entity that holds it: a `place`, an `organisation`

    @property
    def is_free(self) -> bool:
        """Say whether it is an Arabic word that no name holds yet."""
        return self.is_arabic and not self.taken


_END = Word("", 0, 0, Reading(""), is_arabic=False)


class Text:
    """The words of a text; beyond its ends there is nothing but marks."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.original, self.folded = text, fold(text)
        self.words = list(_words(text, self.folded))
        self._take(mentions)

    def __getitem__(self, index: int) -> Word:
        return self.words[index] if 0 <= index < len(self.words) else _END

    def __len__(self) -> int:
        return len(self.words)

    def last_letter(self, index: int) -> str:
        """Return the last letter of a word as it stands in the text: «على» is no «علي»."""
        return self.original[self.folded.starts[self.words[index].end - 1]]

    def has_tanween(self, index: int) -> bool:
        """Say whether a word is written as an indefinite one, which a name seldom is: «صحيحاً»."""
        word, starts = self.words[index], self.folded.starts
        return _TANWEEN.search(self.original, starts[word.start], starts[word.end - 1] + 2) is not None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where words stand in the original, without the first one's clitics."""
        word = self.words[first]
        has_head = word.read.head and word.text.endswith(word.read.head)
        own = word.read.head if has_head else word.text[len(word.read.clitic) :]
        return self.folded.span(word.end - len(own), self.words[last].end)

    def _take(self, mentions: Sequence[Mention]) -> None:
        starts = self.folded.starts
        spans = sorted((m.start_char, m.end_char, m.form in ("nisba", "nested"), _kind(m)) for m in mentions)
        at = 0
        for word in self.words:
            begin, end = starts[word.start], starts[word.end - 1]
            while at < len(spans) and spans[at][1] <= begin:
                at += 1
            if at < len(spans) and spans[at][0] <= end:
                word.taken = "nisba" if spans[at][2] else "name"
                word.kind = "" if spans[at][2] else spans[at][3]


def _kind(mention: Mention) -> str:
    if mention.entity_id.startswith(("country:", "city:", "region:")):
        return "place"
    return "organisation" if mention.entity_id.startswith("org:") else ""


def _words(text: str, folded: Folded) -> Iterator[Word]:
    before, starts = 0, folded.starts
    for hit in _WORD.finditer(folded.text):
        start, end = hit.span()
        # a dash with a space beside it parts names; folded it is a space
        if start > before and starts[start] - starts[before] > 1 and _DASH.search(text, starts[before], starts[start]):
            yield Word("-", start, start + 1, _END.read, is_arabic=False)
        is_arabic = "\u0621" <= hit[0][0] <= "\u064a"
        yield Word(hit[0], start, end, read(hit[0]) if is_arabic else Reading(hit[0]), is_arabic)
        before = end


@lru_cache(maxsize=100_000)
def read(word: str) -> Reading:
    """Say what a folded Arabic word may be."""
    found = _read(word)
    place_words = max(longest_places().get(stem, 0) for _, stem in stems(word))
    # «في» begins no city's name of one word, «بني» one of two
    is_place = found.is_rare or place_words > 1 or (place_words == 1 and zipf(word) < PLACED_ZIPF)
    return replace(
        found,
        zipf=zipf(word),
        is_title=word in TITLE_WORDS and word.startswith("ال"),
        may_be_person=found.is_name or found.is_rare or found.is_father or word in FAMILIES or word in _BEGINNINGS,
        place_words=place_words,
        may_be_place=is_place or (word.startswith("ال") and zipf(word) < ARTICLE_ZIPF),
    )


def _read(word: str) -> Reading:
    parts = stems(word)
    head = next((stem for _, stem in parts if stem in _HEADS), "")
    if word.startswith("لل") and "ال" + word[2:] in DEFINITE_HEADS:
        head = "ال" + word[2:]
    is_father = any(stem in FATHERS for clitic, stem in parts if not clitic or clitic in _NAME_CLITICS)
    common = zipf(word)
    for clitic, stem in parts:
        if _is_name(clitic, stem, common):
            return Reading(stem, clitic, is_name=True, is_father=is_father, head=head)
    if is_rare(word):
        clitic = "و" if word[0] == "و" and len(word) > 4 else ""
        return Reading(word[len(clitic) :], clitic, is_rare=True, is_father=is_father, head=head)
    return Reading(word, is_father=is_father, head=head)


def _is_name(clitic: str, stem: str, common: float) -> bool:
    if clitic and clitic not in _NAME_CLITICS:
        return False
    if stem.startswith("عبدال"):
        return True
    return stem in NAMES and (not clitic or (len(stem) > 2 and (common < _COMMON_ZIPF or common < zipf(stem))))


def is_rare(word: str) -> bool:
    """Say whether a folded word is in no list of frequent words, whatever clitics and endings are taken off."""
    common = language_words("ar")
    if word in common or len(word) <= _SHORTEST_STEM or not word.isalpha() or is_derived(word):
        return False
    return not any(base in common or base + "ه" in common for _, stem in stems(word) for base in _bases(stem))


def is_derived(word: str) -> bool:
    """Say whether a folded word has the form of a verb or a verbal noun."""
    return _DERIVED.fullmatch(word) is not None


def _bases(stem: str) -> Iterator[str]:
    """Yield a word without what it may begin and end with."""
    for first in range(4):
        if stem[:first] in _PREFIXES:
            for last in range(len(stem), max(len(stem) - 4, first + _SHORTEST_STEM - 1), -1):
                if stem[last:] in _SUFFIXES:
                    yield stem[first:last]
