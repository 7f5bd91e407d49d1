"""A folded text as numbers: its words, and a hash of any stretch of it in one subtraction.

Karp and Rabin's polynomial hash (IBM J. Res. Dev. 31(2), 1987) modulo 2^64: sums over all beginnings of the text, so that
what is between two places costs the same however long it is, and numpy takes all places at once. Equal hashes are a
reason to look, never a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from news.naming.full_names import by_sound
from news.spelling.clitics import is_clitic

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

# Letters beyond are nobody's name in the languages of news; all of them count as one that is no letter.
_LETTERS = 1 << 16
_BASE = 0x9E3779B97F4A7C15
_MODULUS = 1 << 64
_VOWELS = "اوي"
# Clitics are at most four of these letters, each a digit in base 8: a number says what a word begins with.
_CLITIC_LETTERS, _MOST_CLITICS, _DIGIT = "وفبكلا", 4, 3
_CUTS = np.arange(1, _MOST_CLITICS + 1)
_CUT_BITS = np.array([1 << cut for cut in range(1, _MOST_CLITICS + 1)], np.uint8)


@dataclass(frozen=True, slots=True)
class _Tables:
    """For each letter: whether it is one of a word, its number by sound and as written, whether skeletons keep it.

    `digits` are those of clitics, and `cuts` has for what a word begins with a bit for each number of letters that may be off.
    """

    is_word: NDArray[np.bool_]
    sounds: Hashes
    written: Hashes
    consonants: Hashes
    is_kept: NDArray[np.bool_]
    digits: NDArray[np.uint16]
    cuts: NDArray[np.uint8]


@cache
def _tables() -> _Tables:
    written = _mixed(np.arange(_LETTERS, dtype=np.uint64))
    every = "".join(map(chr, range(_LETTERS)))
    sounds = written[np.frombuffer(by_sound(every).encode("utf-32-le", "surrogatepass"), np.uint32)]
    kept, digits = np.ones(_LETTERS, np.bool_), np.zeros(_LETTERS, np.uint16)
    kept[[ord(vowel) for vowel in _VOWELS]] = False
    for digit, letter in enumerate(_CLITIC_LETTERS, start=1):
        digits[ord(letter)] = digit
    is_word = np.fromiter(map(str.isalnum, every), np.bool_, _LETTERS)
    return _Tables(is_word, sounds, written, sounds * kept, kept, digits, _cuts())


def _cuts() -> NDArray[np.uint8]:
    cuts = np.zeros(1 << _DIGIT * _MOST_CLITICS, np.uint8)
    for beginning in product(range(1 << _DIGIT), repeat=_MOST_CLITICS):
        letters = "".join(f"-{_CLITIC_LETTERS}-"[digit] for digit in beginning)
        number = sum(digit << _DIGIT * place for place, digit in enumerate(beginning))
        cuts[number] = sum(1 << cut for cut in range(1, _MOST_CLITICS + 1) if is_clitic(letters[:cut]))
    return cuts


def _mixed(numbers: Hashes) -> Hashes:
    """Return numbers scattered over 64 bits (Steele, Lea and Flood's SplitMix64, OOPSLA 2014)."""
    numbers = (numbers + np.uint64(1)) * np.uint64(_BASE)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@lru_cache(maxsize=8)
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and those of its inverse."""
    return _geometric(_BASE, size), _geometric(pow(_BASE, -1, _MODULUS), size)


def _geometric(base: int, size: int) -> Hashes:
    powers = np.full(size, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)


class Stretches:
    """Hashes of the stretches of a text in one reading of its letters, or in several one behind the other.

    `exponents` say for each place how many letters of its reading are before it.
    """

    def __init__(self, values: Hashes, exponents: Places) -> None:
        self._powers, self._inverse = _powers(max(1 << 10, 1 << len(values).bit_length()))
        self._exponents = exponents
        self._sums = np.zeros(len(values) + 1, np.uint64)
        np.cumsum(values * self._powers[exponents[:-1]], out=self._sums[1:])

    def between(self, starts: Places, ends: Places) -> Hashes:
        """Return the hash of each stretch."""
        found: Hashes = (self._sums[ends] - self._sums[starts]) * self._inverse[self._exponents[starts]]
        return found

    def joined(self, first: Hashes, lengths: Places, last: Hashes) -> Hashes:
        """Return the hash of two stretches with a space between, from those of each and the first's length."""
        found: Hashes = first + self._powers[lengths] * (_tables().sounds[ord(" ")] + np.uint64(_BASE) * last)
        return found


class Letters:
    """A folded text: where its words begin and end, and its stretches by sound, as written, and by consonants."""

    def __init__(self, folded: str) -> None:
        codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
        self.codes = np.minimum(codes, np.uint32(_LETTERS - 1)).astype(np.intp)
        is_word = np.zeros(len(codes) + 2, np.bool_)
        is_word[1:-1] = _tables().is_word[self.codes]
        edges = (is_word[1:] != is_word[:-1]).nonzero()[0]
        self.starts, self.ends = edges[::2], edges[1::2]

    def by_sound(self) -> Stretches:
        """Return the stretches with foreign g, k and j as one letter."""
        return Stretches(_tables().sounds[self.codes], np.arange(len(self.codes) + 1))

    def as_written(self) -> Stretches:
        """Return the stretches letter by letter."""
        return Stretches(_tables().written[self.codes], np.arange(len(self.codes) + 1))

    def twice(self, factor: int) -> Stretches:
        """Return the stretches by sound, and behind them, hashes times a factor, those of the text without long vowels: skeletons."""
        tables, size = _tables(), len(self.codes)
        values = np.concatenate((tables.sounds[self.codes], tables.consonants[self.codes] * np.uint64(factor)))
        exponents = np.arange(2 * size + 1)
        np.cumsum(tables.is_kept[self.codes], out=exponents[size + 1 :])
        exponents[size] = 0
        return Stretches(values, exponents)

    def beginnings(self) -> tuple[Places, Places]:
        """Return where a name may begin, and in which word that is: at each word, and behind the clitics before it."""
        tables, codes = _tables(), self.codes
        digits = tables.digits[codes[self.starts]]
        some = digits.nonzero()[0]
        starts, beginning = self.starts[some], digits[some]
        for place in range(1, _MOST_CLITICS):  # behind the last word there may be nothing
            beginning |= tables.digits[codes.take(starts + place, mode="clip")] << np.uint16(_DIGIT * place)
        cuts = tables.cuts[beginning]
        fits = (cuts[:, None] & _CUT_BITS > 0) & ((self.ends[some] - starts)[:, None] > _CUTS)
        which, cut = fits.nonzero()
        words = np.concatenate((np.arange(len(digits)), some[which]))
        return np.concatenate((self.starts, starts[which] + _CUTS[cut])), words


class Lines:
    """Lines as letters: where each begins and ends, and the words of those that have some."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.letters = Letters("\n".join(line.replace("\n", " ") for line in lines))
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        self._ends = np.cumsum(lengths + 1) - 1
        self._starts = self._ends - lengths
        self._line = np.searchsorted(self._ends, self.letters.starts)  # of each word
        self.last_words = np.flatnonzero(np.append(self._line[1:] != self._line[:-1], len(self._line) > 0))
        self.with_words = self._line[self.last_words]
        self._begins = np.zeros(len(lengths), np.int64)
        self._begins[self.with_words] = self.letters.starts[np.append(0, self.last_words + 1)[: len(self.last_words)]]

    def beginnings(self) -> Places:
        """Return for each word where the first of its line begins."""
        found: Places = self._begins[self._line]
        return found

    def whole(self) -> Hashes:
        """Return the hash of each line as written."""
        return self.letters.as_written().between(self._starts, self._ends)
