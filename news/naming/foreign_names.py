"""Full names of foreign sounds, whose vowels are written or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from news.naming.automaton import Automaton
from news.naming.full_names import by_sound, has_foreign_word, is_spelled_like
from news.naming.patterns import Hit, Pattern
from news.spelling.symbols import Written, encode_all, without_vowels


class ForeignNames:
    """Full names found by their consonants, then compared letter by letter."""

    def __init__(self, names: Iterable[tuple[str, Pattern]]) -> None:
        self._names = [(folded, pattern) for folded, pattern in names if has_foreign_word(folded)]

    @cached_property
    def _built(self) -> tuple[Automaton, list[list[tuple[str, Pattern]]]]:
        by_skeleton: dict[bytes, list[tuple[str, Pattern]]] = defaultdict(list)
        symbols = encode_all([folded for folded, _ in self._names])
        for name, written in zip(self._names, symbols, strict=True):
            by_skeleton[without_vowels(written)].append(name)
        return Automaton(list(by_skeleton)), list(by_skeleton.values())

    def find(self, written: Written) -> Iterator[Hit]:
        """Yield every occurrence in a spelling that is not the known one, which is found so."""
        automaton, names = self._built
        found = automaton.find(without_vowels(written.symbols))
        for index, start, end in found:
            first, last = written.consonants[start], written.consonants[end - 1]
            for name, pattern in names[index]:
                hit = _at_consonants(written.text, first, last + 1, name, pattern)
                if hit and by_sound(written.text[hit.start : hit.end]) != by_sound(name):
                    yield hit


def _at_consonants(text: str, start: int, end: int, name: str, pattern: Pattern) -> Hit | None:
    """Return the name at a first and behind a last consonant, with the vowels around that are its own."""
    last = end + len(text[end : end + 4]) - len(text[end : end + 4].lstrip("اوي"))
    for lead in range(min(start, 3) + 1):
        if lead and text[start - lead] not in "اوي":
            break
        if is_spelled_like(name, text[start - lead : last]):
            return Hit(start - lead, last, pattern)
    return None
