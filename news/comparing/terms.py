"""A text as weighted terms: its telling words, and the names it mentions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from news.model import Entity, Mention
from news.spelling.clitics import has_article, stems
from news.spelling.frequencies import RARE_ZIPF, STOP_ZIPF, TOP_ZIPF, common_words, zipf
from news.spelling.scripts import fold

# Terms of names begin with this; names of places with two of it, because they say less of what a text is about.
NAME, PLACE = "@", "@@"

_WORD = re.compile(r"[^\W\d_]{2,}")
_ARABIC = re.compile(r"[\u0621-\u064a]")
# Endings of number, gender, nisba and possession: light10's (Larkey, Ballesteros & Connell 2002), after folding.
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "يا", "ه", "ي")
_SHORTEST_STEM = 3
_STOP_RARITY = TOP_ZIPF - STOP_ZIPF
# The strongest terms say what a text is about; the rest is noise and rows.
TERMS = 60
TITLE_WEIGHT = 2
# What a name says of a text's subject beside a word as rare; set with the threshold (docs/decisions/0003-likeness.md).
_KIND_WEIGHT = {"person": 1.5, "organisation": 1.3, "event": 1.3, "other": 1.3, "place": 0.9}


class Sketcher:
    """Weighs the terms of texts. Safe to share between threads; `listed` are entities beside the others, by id."""

    def __init__(self, entities: Iterable[Entity], listed: Mapping[str, Entity] | None = None) -> None:
        self._entities = {entity.entity_id: entity for entity in entities}
        self._listed = listed or {}
        self._names: dict[str, tuple[str, float]] = {}

    def sketch(self, title: str, text: str, mentions: Sequence[Mention]) -> dict[str, float]:
        """Return the sketch of a text: at most 60 terms, of Euclidean length 1.

        A term weighs (1 + ln tf) · (7 − Zipf), a tf-idf with background frequencies for idf (Salton & Buckley 1988;
        frequencies by wordfreq); words of the title count double.
        """
        counts = count_terms(text)
        for term, n in count_terms(title).items():
            counts[term] += TITLE_WEIGHT * n
        sketch = {term: (1 + math.log(n)) * _rarity(term) for term, n in counts.items()}
        for entity_id, n in Counter(mention.entity_id for mention in mentions).items():
            term, weight = self._name(entity_id)
            sketch[term] = (1 + math.log(n)) * weight
        return _strongest(sketch)

    def _name(self, entity_id: str) -> tuple[str, float]:
        if entity_id not in self._names:
            entity = self._entities.get(entity_id) or self._listed[entity_id]
            mark = PLACE if entity.kind == "place" else NAME
            self._names[entity_id] = (mark + entity_id, _KIND_WEIGHT[entity.kind] * _name_rarity(entity))
        return self._names[entity_id]


def rename(sketch: Mapping[str, float], successors: Mapping[str, str]) -> dict[str, float]:
    """Return a sketch with the names of entities that others took the place of: {id before: id now}.

    Two names that become one weigh as much as both: the sketch keeps its length.
    """
    renamed: dict[str, float] = {}
    for term, weight in sketch.items():
        entity_id = term.lstrip(NAME)
        now = term.removesuffix(entity_id) + successors.get(entity_id, entity_id) if term.startswith(NAME) else term
        renamed[now] = math.hypot(renamed.get(now, 0.0), weight)
    return renamed


def _strongest(sketch: Mapping[str, float]) -> dict[str, float]:
    strongest = sorted(sketch.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    length = math.sqrt(sum(value * value for _, value in strongest)) or 1.0
    return {term: round(value / length, 4) for term, value in strongest}


def _name_rarity(entity: Entity) -> float:
    """Return the rarity of an entity's commonest name, which is that name's rarest word's."""
    spelled = [_WORD.findall(fold(name.name).text) for name in entity.names if name.form == "name" and not name.is_weak]
    return min((max(map(_rarity, words)) for words in spelled if words), default=TOP_ZIPF - RARE_ZIPF)


def count_terms(text: str) -> Counter[str]:
    """Return how often each term stands in a text in any script; common words are left out."""
    counts: Counter[str] = Counter()
    for word, n in Counter(_WORD.findall(fold(text).text)).items():
        if term := _term(word):
            counts[term] += n
    return counts


def spell(terms: Iterable[str], text: str) -> dict[str, str]:
    """Return for each term the first word of a text that it stands for, as written there; itself when there is none."""
    wanted = set(terms)
    found: dict[str, str] = {}
    folded = fold(text)
    for hit in _WORD.finditer(folded.text):
        term = _term(hit[0])
        if term in wanted and term not in found:
            start, end = folded.span(*hit.span())
            found[term] = text[start:end]
    return {term: found.get(term, term) for term in wanted}


@lru_cache(maxsize=200_000)
def _rarity(word: str) -> float:
    return TOP_ZIPF - zipf(word)


@lru_cache(maxsize=200_000)
def _term(word: str) -> str:
    """Return what a folded word counts as; an empty string for one that says nothing."""
    if _rarity(word) <= _STOP_RARITY:
        return ""
    stem = _without_ending(_without_clitics(word)) if _ARABIC.match(word) else word
    return stem if len(stem) >= _SHORTEST_STEM and _rarity(stem) > _STOP_RARITY else ""


def _without_clitics(word: str) -> str:
    """Take off the longest stack of clitics that leaves a known word: one with its article, or a commoner one.

    So «والرئيس» gives «رئيس», and «واشنطن» and «كبير» stay whole.
    """
    known = common_words("arabic")
    for prefix, rest in reversed(stems(word)):
        likely = has_article(prefix) or _rarity(rest) < _rarity(word)
        if prefix and len(rest) >= _SHORTEST_STEM and rest in known and likely:
            return rest
    return word


def _without_ending(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST_STEM), "")
    return word.removesuffix(ending)
