"""A lexicon: entities as many as a million, looked up by id, by name and in texts without being read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from news.importing.joining import strong_names
from news.lexicon.building import unpack
from news.lexicon.file import Arrays, map_arrays
from news.lexicon.index import Index, Way
from news.lexicon.letters import Lines
from news.lexicon.walk import Candidate, walk
from news.model import Entity
from news.naming.full_names import by_sound, is_spelled_like, skeleton
from news.naming.middle_names import has_middle
from news.naming.patterns import Hit, Pattern, spellings
from news.naming.short_names import Short, short_names

# Entities kept as they were looked up: those that a day's news is about.
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A folded spelling and what finding it means; `lead` letters stand before its first word: quotation marks."""

    text: str
    lead: int
    pattern: Pattern


class Lexicon(Mapping[str, Entity]):
    """Entities by id, mapped from a file. Safe to share between threads and, as a file, between processes.

    `left_out` are ids of entities that are somebody else's by now, and are not found here.
    """

    def __init__(self, arrays: Arrays, left_out: Collection[str] = ()) -> None:
        self._arrays, self._index = arrays, Index(arrays)
        self._records, self._bytes = arrays["records"], arrays["bytes"]
        self._has_skeletons = bool(arrays["skeletons"][0])
        self._entity = lru_cache(maxsize=_KEPT)(self._read)
        self._spellings = lru_cache(maxsize=_KEPT)(self._spell)
        self._under = lru_cache(maxsize=_KEPT)(self._look_up)
        self._left_out: frozenset[int] = frozenset()
        left = [number for one in sorted(left_out) if (number := self._number(one)) is not None]
        self._called_left = Counter(word for number in left for word in self._short_words(number))
        self._left_out = frozenset(left)

    @classmethod
    def open(cls, path: Path) -> Lexicon:
        """Map a file; raises LexiconDamaged, or OSError when there is none."""
        return cls(map_arrays(path))

    def without(self, ids: Collection[str]) -> Lexicon:
        """Return the lexicon without some entities."""
        return Lexicon(self._arrays, ids)

    # Who is in it

    def __getitem__(self, entity_id: str) -> Entity:
        number = self._number(entity_id)
        if number is None:
            raise KeyError(entity_id)
        return self._entity(number)

    def __len__(self) -> int:
        return len(self._records) - 1 - len(self._left_out)

    def __iter__(self) -> Iterator[str]:
        every = (number for number in range(len(self._records) - 1) if number not in self._left_out)
        return (self._read(number).entity_id for number in every)

    def named(self, names: Sequence[str]) -> list[Entity]:
        """Return the entities with a name, not a weak one, that is folded one of these, each once."""
        wanted, keys = frozenset(names), Lines(names).whole() * np.uint64(Way.NAME)
        numbers = dict.fromkeys(number for _, number in self._index.find(keys))
        found = (self._read(number) for number in sorted(numbers) if number not in self._left_out)
        return [one for one in found if not wanted.isdisjoint(strong_names(one))]

    def identified(self, ids: Sequence[str]) -> list[Entity]:
        """Return the entities of these ids."""
        wanted, keys = frozenset(ids), Lines(ids).whole() * np.uint64(Way.ID)
        numbers = {number for _, number in self._index.find(keys)}
        return [one for one in map(self._read, sorted(numbers - self._left_out)) if one.entity_id in wanted]

    def short_names(self, entity_id: str) -> tuple[Short, ...] | None:
        """Return the short names of a person, None for who is none."""
        one = self.get(entity_id)
        return tuple(short_names(one)) if one is not None and one.kind == "person" else None

    def persons_called(self, word: str) -> int:
        """Return how many persons may be called by a short name."""
        return sum(self._under(Way.SHORT, word)) - self._called_left[word]

    def _number(self, entity_id: str) -> int | None:
        found = (number for number in self._under(Way.ID, entity_id) if number not in self._left_out)
        return next((number for number in found if self._entity(number).entity_id == entity_id), None)

    def _short_words(self, number: int) -> set[str]:
        one = self._entity(number)
        return {short.word for short in short_names(one)} if one.kind == "person" else set()

    def _look_up(self, way: Way, text: str) -> tuple[int, ...]:
        keys = Lines([text]).whole() * np.uint64(way)
        return tuple(number for _, number in self._index.find(keys))

    def _read(self, number: int) -> Entity:
        start, end = (int(at) for at in self._records[number : number + 2])
        return unpack(self._bytes[start:end].tobytes())

    # What a text holds

    def find(self, text: str) -> tuple[list[Hit], list[Hit]]:
        """Return the occurrences of names in a folded text: as they are spelled here, and spelled otherwise."""
        candidates = [
            one
            for one in walk(text, self._index, has_skeletons=self._has_skeletons)
            if one.number not in self._left_out
        ]
        if not candidates:
            return [], []
        sounds = by_sound(text)
        known = [one for one in candidates if one.way is Way.SPELLING and one.middle is None]
        hits = [hit for one in known for hit in self._as_spelled(text, sounds, one)]
        hits.sort(key=lambda hit: hit.pattern.is_full)  # where persons and others share a name, others are meant
        given = {(hit.start, hit.end) for hit in hits}
        others = (hit for one in candidates for hit in self._otherwise(text, one))
        return hits, [hit for hit in others if (hit.start, hit.end) not in given]

    def _spell(self, number: int) -> Mapping[tuple[Way, str], Sequence[_Spelling]]:
        """Return the spellings of an entity by what a candidate has between its first word and its last."""
        entity = self._entity(number)
        found: dict[tuple[Way, str], list[_Spelling]] = defaultdict(list)
        for name in entity.names:
            for spelling, pattern in spellings(entity, name):
                words = _words_of(spelling)
                one = _Spelling(spelling, spelling.index(words), pattern)
                found[Way.SPELLING, by_sound(words)].append(one)
                if pattern.is_full:
                    found[Way.SKELETON, skeleton(words)].append(one)
        return found

    def _as_spelled(self, text: str, sounds: str, at: Candidate) -> Iterator[Hit]:
        for one in self._spellings(at.number).get((Way.SPELLING, sounds[at.start : at.end]), ()):
            start, end = at.start - one.lead, at.start - one.lead + len(one.text)
            is_so = sounds[start:end] == by_sound(one.text) if one.pattern.is_full else text[start:end] == one.text
            if start >= 0 and is_so:
                yield Hit(start, end, one.pattern)

    def _otherwise(self, text: str, at: Candidate) -> Iterator[Hit]:
        if at.way is Way.SKELETON:
            yield from self._by_consonants(text, at)
        elif at.middle is not None:
            yield from self._around_middle(text, at, at.middle)

    def _by_consonants(self, text: str, at: Candidate) -> Iterator[Hit]:
        for one in self._spellings(at.number).get((Way.SKELETON, skeleton(text[at.start : at.end])), ()):
            start, end = at.start - one.lead, at.end + len(one.text) - one.lead - len(_words_of(one.text))
            if start >= 0 and is_spelled_like(one.text, text[start:end]):
                yield Hit(start, end, one.pattern)

    def _around_middle(self, text: str, at: Candidate, middle: tuple[int, int]) -> Iterator[Hit]:
        first, inside, last = text[at.start : middle[0] - 1], text[slice(*middle)], text[middle[1] + 1 : at.end]
        for one in self._spellings(at.number).get((Way.SPELLING, by_sound(f"{first} {last}")), ()):
            if one.pattern.is_full and one.text == f"{first} {last}" and has_middle(first, inside, last):
                yield Hit(at.start, at.end, one.pattern)


def _words_of(spelling: str) -> str:
    """Return a spelling from its first letter to its last, as the index has it."""
    places = [at for at, letter in enumerate(spelling) if letter.isalnum()]
    return spelling[places[0] : places[-1] + 1] if places else spelling
