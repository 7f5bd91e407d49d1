"""Places of one name: «عمان» is the country, and the capital where an article of Jordan goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from news.naming.patterns import Hit
from news.naming.standing import word_before
from news.spelling.scripts import folded_words

_PREPOSITIONS = folded_words("في إلى من وفي وإلى ومن")


@dataclass(frozen=True, slots=True)
class _Namesake:
    """A second place of a name, by its country; `country` is that of the first, `is_placed` asks for a preposition."""

    first: str
    second: str
    country: str
    country_of_second: str
    is_placed: bool


_NAMESAKES = {
    "عمان": _Namesake("country:om", "city:250441", "country:om", "country:jo", is_placed=True),
    "طرابلس": _Namesake("city:2210247", "city:266826", "country:ly", "country:lb", is_placed=False),
}


def read_namesakes(texts: Sequence[str], found: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """Return the hits of an article's folded fields, those of a shared name as the place whose country the article names."""
    named = {
        hit.pattern.entity_id
        for text, hits in zip(texts, found, strict=True)
        for hit in hits
        if text[hit.start : hit.end] not in _NAMESAKES
    }
    return [[_read(text, hit, named) for hit in hits] for text, hits in zip(texts, found, strict=True)]


def _read(text: str, hit: Hit, named: set[str]) -> Hit:
    one = _NAMESAKES.get(text[hit.start : hit.end])
    if one is None or hit.pattern.entity_id != one.first or one.country in named or one.country_of_second not in named:
        return hit
    if one.is_placed and word_before(text, hit.start) not in _PREPOSITIONS:
        return hit
    return replace(hit, pattern=replace(hit.pattern, entity_id=one.second))
