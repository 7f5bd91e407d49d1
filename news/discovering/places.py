"""Places that no list holds for certain: cities of the gazetteer, what follows a head noun or a preposition of place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from news.discovering.names import AMBIGUOUS_NAMES
from news.discovering.text import ARTICLE_ZIPF, PLACED_ZIPF, Text, Word, is_derived, zipf
from news.discovering.words import PLACE_HEADS, SURE_PLACE_HEADS
from news.spelling.clitics import stems
from news.world.gazetteer import arabic_places

_PREPOSITIONS = frozenset(("في", "وفي", "الي", "والي", "قرب"))
_CLITICS = frozenset("وفبلك")
_LONGEST = 3
# Of a city's inhabitants: smaller ones bear names that are words.
_INHABITANTS = 100_000
# Plurals, and what is somebody's: «خمسينيات», «محنته»; no city's name ends so in Arabic.
_OF_SOMEBODY = re.compile(r"\w+(?:ه|ها|هم|هما|تي|تم|ات)")


@dataclass(frozen=True, slots=True)
class _Company:
    """What stands before a word: a head noun, one that only places have, a preposition, another place («صفد وحيفا»)."""

    has_head: bool
    is_sure: bool
    is_placed: bool
    is_listed: bool


def place_at(text: Text, at: int) -> tuple[int, str]:
    """Return the end of the place's name that begins with a free word and its evidence; the word's own index if none does."""
    company = _company(text, at)
    if (end := _in_gazetteer(text, at, company)) > at:
        return end, "gazetteer"
    word, read = text[at].text, text[at].read
    if read.is_name and not company.is_sure and read.stem not in AMBIGUOUS_NAMES:
        return at, ""
    with_article = word.startswith("ال")
    if company.has_head and (read.is_rare or _may_be(word) or (company.is_sure and read.is_name)):
        return _end(text, at), "head noun"
    if company.is_placed and read.is_rare and not with_article and not _is_somebodys(text, at):
        return _end(text, at), "preposition"
    return at, ""


def follows_head(text: Text, at: int) -> bool:
    """Say whether the word before one is a head noun that only a place's name follows."""
    return _is_head(text[at - 1], SURE_PLACE_HEADS)


def _company(text: Text, at: int) -> _Company:
    before = text[at - 2] if text[at - 1].text == '"' else text[at - 1]
    joined = text[at - 2] if text[at - 1].text == "و" else text[at - 1]
    return _Company(
        has_head=_is_head(before, PLACE_HEADS),
        is_sure=_is_head(before, SURE_PLACE_HEADS),
        is_placed=text[at - 1].text in _PREPOSITIONS,
        is_listed=joined.kind == "place" and (joined is not text[at - 1] or text[at].text.startswith("و")),
    )


def _is_head(word: Word, heads: frozenset[str]) -> bool:
    return word.text in heads or (word.text[:1] in _CLITICS and word.text[1:] in heads)


def _in_gazetteer(text: Text, at: int, company: _Company) -> int:
    places = arabic_places()
    word = text[at].text
    for last in range(at + min(text[at].read.place_words, _LONGEST) - 1, at - 1, -1):
        if not all(text[index].is_free for index in range(at + 1, last + 1)):
            continue
        tail = "".join(" " + text[index].text for index in range(at + 1, last + 1))
        for clitic, stem in stems(word):
            inhabitants = places.get(stem + tail, 0)
            if not inhabitants or (clitic and (len(stem) <= 3 or zipf(word))) or _is_head_noun(stem + tail):
                continue
            is_word = zipf(stem) or not text[at].read.is_rare
            fits = (company.is_placed or company.is_listed) and zipf(stem) < PLACED_ZIPF if is_word else True
            is_near = company.is_listed or (company.is_placed and not _is_somebodys(text, at))
            if last > at or company.has_head or (fits and (inhabitants > _INHABITANTS or is_near)):
                return last + 1
    return at


def _is_head_noun(name: str) -> bool:
    return name in PLACE_HEADS or name.removeprefix("ال") in PLACE_HEADS


def _may_be(word: str) -> bool:
    """Say whether a word with the article may be a place's name behind a head noun: «قرية الزهراء»."""
    plain = word.startswith("ال") and zipf(word) < ARTICLE_ZIPF and not is_derived(word)
    return plain and not word.endswith(("يه", "ين", "ون", "ات"))


def _is_somebodys(text: Text, at: int) -> bool:
    return _OF_SOMEBODY.fullmatch(text[at].text) is not None and text.last_letter(at) != "ة"


def _end(text: Text, first: int) -> int:
    at = first + 1
    while at - first < _LONGEST and text[at].is_free and text[at].read.is_rare and not text[at].read.clitic:
        at += 1
    return at
