"""The index of a lexicon: from hashes of names to the numbers of entities, and at once for what is no name.

Keys lie sorted, each with a number beside it. Before them stands a table of two bits a slot, a Bloom filter (CACM 13(7),
1970): whether some name begins so, and whether one is whole. Most words of a text end there; what may be whole is asked
a second time in another slot, for finding a place among millions of keys costs as much as a hundred such questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from news.lexicon.file import Arrays, Writer
from news.lexicon.letters import Hashes, Places

BEGINS, ENDS = 1, 2
# So many slots a mark: of what is no name one in twenty passes as a beginning, one in two hundred as whole.
_SLOTS_EACH, _FEWEST_BITS = 8, 16
_PAIRS = np.uint64(6)
_AGAIN = np.uint64(0x9FB21C651E98DF25)
_TWO, _FOUR, _SIX = np.uint8(2), np.uint8(4), np.uint8(6)


class Way(IntEnum):
    """By what an entity is found; its hash times this is the key, so that one index serves all."""

    SPELLING = 1  # its spellings, by sound
    SKELETON = 0xD6E8FEB86659FD93  # their consonants
    NAME = 0xA0761D6478BD642F  # its names, whole and as written
    ID = 0xE7037ED1A0B428DB
    SHORT = 0x8EBC6AF09C88C6E3  # not an entity: how many persons may be called so


class Index:
    """The mapped index."""

    def __init__(self, arrays: Arrays) -> None:
        self._keys, self._numbers, self._slots = arrays["keys"], arrays["numbers"], arrays["slots"]
        bits = len(self._slots).bit_length() - 1
        self._byte, self._pair = np.uint64(64 - bits), np.uint64(64 - bits - 3)

    def marks(self, keys: Hashes) -> NDArray[np.uint8]:
        """Return for each key whether a name may begin so and whether one may be so, as bits BEGINS and ENDS among others."""
        bytes_: NDArray[np.uint8] = self._slots[
            (keys >> self._byte).view(np.int64)
        ]  # of an index without a sign numpy makes one with
        return bytes_ >> ((keys >> self._pair) & _PAIRS).astype(np.uint8)

    def find_marked(self, keys: Hashes) -> Iterator[tuple[int, int]]:
        """Yield what `find` does for keys that are marked as whole names, as it seems."""
        some = (self.marks(keys * _AGAIN) & ENDS).nonzero()[0]
        return ((int(some[which]), number) for which, number in self.find(keys[some]))

    def find(self, keys: Hashes) -> Iterator[tuple[int, int]]:
        """Yield (which key, number) for all that is under these keys, in their order."""
        places = np.searchsorted(self._keys, keys)
        there = (self._keys.take(places, mode="clip") == keys).nonzero()[0] if len(self._keys) else ()
        for which in map(int, there):
            at = int(places[which])
            while at < len(self._keys) and self._keys[at] == keys[which]:
                yield which, int(self._numbers[at])
                at += 1


class IndexWriter:
    """Gathers keys, then writes them sorted."""

    def __init__(self) -> None:
        self._keys: list[Hashes] = []
        self._numbers: list[NDArray[np.uint32]] = []
        self._begins: list[Hashes] = []
        self._ends: list[Hashes] = []

    def add(self, keys: Hashes, numbers: Places) -> None:
        """Lead from keys to numbers."""
        self._keys.append(keys)
        self._numbers.append(numbers.astype(np.uint32))

    def mark(self, begins: Hashes, ends: Hashes) -> None:
        """Say how names begin, and how they are whole."""
        self._begins.append(np.unique(begins))
        self._ends.append(np.unique(ends))

    def write(self, writer: Writer) -> None:
        """Write all that was added."""
        keys, numbers = _together(self._keys, np.uint64), _together(self._numbers, np.uint32)
        order = np.lexsort((numbers, keys))
        writer.add("keys", keys[order])
        writer.add("numbers", numbers[order])
        writer.add("slots", self._table())

    def _table(self) -> NDArray[np.uint8]:
        begins, ends = np.unique(_together(self._begins, np.uint64)), np.unique(_together(self._ends, np.uint64))
        bits = max(_FEWEST_BITS, (_SLOTS_EACH * (len(begins) + 2 * len(ends)) - 1).bit_length())
        table = np.zeros(1 << bits, np.uint8)
        for keys, mark in ((begins, BEGINS), (ends, ENDS), (ends * _AGAIN, ENDS)):
            table[keys >> np.uint64(64 - bits)] |= np.uint8(mark)
        packed: NDArray[np.uint8] = table[0::4] | table[1::4] << _TWO | table[2::4] << _FOUR | table[3::4] << _SIX
        return packed


def _together(parts: list[Any], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, kind)
