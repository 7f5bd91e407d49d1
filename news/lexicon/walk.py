"""Where a text may hold names of a lexicon: word by word as long as some name goes on so, all places at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from news.lexicon.index import BEGINS, ENDS, Index, Way
from news.lexicon.letters import Hashes, Letters, Places

# Letters taken at once, and how far the last name of a piece may reach into the next: no name is longer.
_PIECE, _REACH = 1 << 16, 400
_SPACE, _DOT = ord(" "), ord(".")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a folded text, from its first word to its last, that may be a name of an entity.

    `middle` is the stretch inside it that is no part of the name: «بشار [حافظ] الأسد».
    """

    number: int
    start: int
    end: int
    way: Way
    middle: tuple[int, int] | None = None

    def moved(self, by: int) -> Candidate:
        """Return the candidate so many letters further on."""
        if not by:
            return self
        middle = (self.middle[0] + by, self.middle[1] + by) if self.middle else None
        return Candidate(self.number, self.start + by, self.end + by, self.way, middle)


def walk(text: str, index: Index, *, has_skeletons: bool) -> Iterator[Candidate]:
    """Yield the candidates of a folded text."""
    for start in range(0, len(text), _PIECE):
        # the letter before says whether a word begins at `start`
        first = max(start - 1, 0)
        piece = _Piece(text[first : start + _PIECE + _REACH], index, has_skeletons=has_skeletons)
        for one in piece.candidates():
            if start <= one.start + first < start + _PIECE:
                yield one.moved(first)


class _Begun(NamedTuple):
    """Stretches that names may begin with or be: where each begins, its last word and where that ends, its key and marks."""

    places: Places
    words: Places
    ends: Places
    keys: Hashes
    marks: NDArray[np.uint8]


class _Piece:
    """A piece of a text, and behind it, as if it stood there a second time, its skeletons: one walk takes both."""

    def __init__(self, text: str, index: Index, *, has_skeletons: bool) -> None:
        self._index, self._size = index, len(text)
        self._letters = letters = Letters(text)
        self._places, self._words = letters.beginnings()
        self._ends, self._count = letters.ends, len(letters.ends)
        if not has_skeletons:
            self._stretches = letters.by_sound()
            return
        self._stretches = letters.twice(Way.SKELETON)
        self._places = np.concatenate((self._places, self._places + self._size))
        self._words = np.concatenate((self._words, self._words + self._count))
        self._ends = np.concatenate((self._ends, self._ends + self._size))

    def candidates(self) -> Iterator[Candidate]:
        begun = self._begun(self._places, self._words)
        yield from self._with_middle(begun)
        found: list[tuple[Places, Places, Hashes]] = []
        while len(begun.places):
            whole = (begun.marks & ENDS).nonzero()[0]
            found.append((begun.places[whole], begun.ends[whole], begun.keys[whole]))
            going_on = ((begun.marks & BEGINS > 0) & (begun.words < len(self._ends) - 1)).nonzero()[0]
            begun = self._begun(begun.places[going_on], begun.words[going_on] + 1)
        if found:
            yield from self._found(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def _found(self, starts: Places, ends: Places, keys: Hashes) -> Iterator[Candidate]:
        for which, number in self._index.find_marked(keys):
            start, end = int(starts[which]), int(ends[which])
            if start < self._size:
                yield Candidate(number, start, end, Way.SPELLING)
            else:
                yield Candidate(number, start - self._size, end - self._size, Way.SKELETON)

    def _begun(self, places: Places, words: Places) -> _Begun:
        """Return which stretches from a place to the end of a word names may begin with."""
        ends = self._ends[words]
        keys = self._stretches.between(places, ends)
        marks = self._index.marks(keys)
        some = (marks & (BEGINS | ENDS)).nonzero()[0]
        return _Begun(places[some], words[some], ends[some], keys[some], marks[some])

    def _with_middle(self, begun: _Begun) -> Iterator[Candidate]:
        """Yield names of two words with a word or an initial between them, each apart by a space."""
        starts, ends = self._letters.starts, self._letters.ends
        chosen = ((begun.marks & BEGINS > 0) & (begun.words < self._count - 2)).nonzero()[0]
        chosen = chosen[self._is_in_middle(begun.words[chosen] + 1)]
        if not len(chosen):
            return
        places, words, behind = begun.places[chosen], begun.words[chosen], begun.ends[chosen]
        last = self._stretches.between(starts[words + 2], ends[words + 2])
        keys = self._stretches.joined(begun.keys[chosen], behind - places, last)
        whole = (self._index.marks(keys) & ENDS).nonzero()[0]
        for which, number in self._index.find_marked(keys[whole]):
            place, word = int(places[whole[which]]), int(words[whole[which]])
            middle = int(ends[word]) + 1, int(starts[word + 2]) - 1
            yield Candidate(number, place, int(ends[word + 2]), Way.SPELLING, middle)

    def _is_in_middle(self, words: Places) -> NDArray[np.bool_]:
        """Say of words whether a space alone is before them, and behind them or behind their dot."""
        codes, starts, ends = self._letters.codes, self._letters.starts, self._letters.ends
        before, behind = starts[words] - ends[words - 1], starts[words + 1] - ends[words]
        is_dotted = (behind == 2) & (codes[ends[words]] == _DOT)
        is_spaced = (codes[starts[words] - 1] == _SPACE) & (codes[starts[words + 1] - 1] == _SPACE)
        found: NDArray[np.bool_] = (before == 1) & ((behind == 1) | is_dotted) & is_spaced
        return found
