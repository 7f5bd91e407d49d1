"""Many spellings looked for at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from news.naming.patterns import Hit
from news.spelling.symbols import Written, encode_all

# Patterns of so many letters together make a table of a few megabytes, twice as fast as following links.
_FIT_FOR_TABLE = 40_000


class Automaton:
    """Aho-Corasick over bytes (CACM 18(6), 1975): all occurrences, overlapping ones too."""

    def __init__(self, patterns: Sequence[bytes]) -> None:
        is_small = sum(map(len, patterns)) <= _FIT_FOR_TABLE
        kind = Implementation.DFA if is_small else Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick(patterns, MatchKind.Standard, kind) if patterns else None

    def find(self, text: bytes) -> Sequence[tuple[int, int, int]]:
        """Return (number of a pattern, start, end) for each occurrence."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton is not None else ()


class Spelled(Protocol):
    """What has folded spellings, and reads a name where one of them may stand."""

    @property
    def spellings(self) -> Sequence[str]:
        """Return the spellings."""

    def read(self, text: str, number: int, start: int) -> Iterator[Hit]:
        """Yield the names at a place of a folded text that one spelling sounds like."""


class OnePass:
    """Finds the spellings of several in one pass over a text; built when the first text is read."""

    def __init__(self, *finders: Spelled) -> None:
        self._finders = finders

    def find(self, written: Written) -> list[list[Hit]]:
        """Return the names that each one reads in a folded text."""
        automaton, owners = self._built
        found: list[list[Hit]] = [[] for _ in self._finders]
        for index, start in written.outside_words(automaton.find(written.symbols)):
            for finder, number in owners[index]:
                found[finder] += self._finders[finder].read(written.text, number, start)
        return found

    @cached_property
    def _built(self) -> tuple[Automaton, list[list[tuple[int, int]]]]:
        """Return the automaton, and for each of its patterns which spellings of whom sound so."""
        owners: dict[bytes, list[tuple[int, int]]] = {}
        for place, finder in enumerate(self._finders):
            for number, pattern in enumerate(encode_all(finder.spellings)):
                owners.setdefault(pattern, []).append((place, number))
        return Automaton(list(owners)), list(owners.values())
