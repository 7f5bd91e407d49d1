"""Places that no list holds for certain: cities of the gazetteer, what follows a head noun or a preposition of place."""

from __future__ import annotations

from news.discovering.names import AMBIGUOUS_NAMES
from news.discovering.text import ARTICLE_ZIPF, PLACED_ZIPF, Text, zipf
from news.discovering.words import PLACE_HEADS
from news.spelling.clitics import stems
from news.world.gazetteer import arabic_places

_PREPOSITIONS = frozenset(("في", "وفي", "الي", "والي", "قرب"))
_LONGEST = 3
# Of a city's inhabitants: smaller ones bear names that are words.
_INHABITANTS = 100_000


def place_at(text: Text, at: int) -> tuple[int, str]:
    """Return the end of the place's name that begins with a free word and its evidence; the word's own index if none does."""
    before = text[at - 2].text if text[at - 1].text == '"' else text[at - 1].text
    has_head = before in PLACE_HEADS or before[1:] in PLACE_HEADS
    is_placed = text[at - 1].text in _PREPOSITIONS
    if (end := _in_gazetteer(text, at, has_head=has_head, is_placed=is_placed)) > at:
        return end, "gazetteer"
    word, read = text[at].text, text[at].read
    if read.is_name and read.stem not in AMBIGUOUS_NAMES:
        return at, ""
    with_article = word.startswith("ال")
    if has_head and (read.is_rare or (with_article and read.zipf < ARTICLE_ZIPF and _may_be(word))):
        return _end(text, at), "head noun"
    if is_placed and read.is_rare and not with_article:
        return _end(text, at), "preposition"
    return at, ""


def _in_gazetteer(text: Text, at: int, *, has_head: bool, is_placed: bool) -> int:
    places = arabic_places()
    word = text[at].text
    for last in range(at + min(text[at].read.place_words, _LONGEST) - 1, at - 1, -1):
        if not all(text[index].is_free for index in range(at + 1, last + 1)):
            continue
        tail = "".join(" " + text[index].text for index in range(at + 1, last + 1))
        for clitic, stem in stems(word):
            inhabitants = places.get(stem + tail, 0)
            if not inhabitants or (clitic and (len(stem) <= 3 or zipf(word))):
                continue
            is_word = zipf(stem) or not text[at].read.is_rare
            fits = is_placed and zipf(stem) < PLACED_ZIPF if is_word else True
            if last > at or has_head or (inhabitants > _INHABITANTS and fits):
                return last + 1
    return at


def _may_be(word: str) -> bool:
    return not word.endswith(("يه", "ين", "ون", "ات"))


def _end(text: Text, first: int) -> int:
    at = first + 1
    while at - first < _LONGEST and text[at].is_free and text[at].read.is_rare and not text[at].read.clitic:
        at += 1
    return at
