"""Texts as bytes, one a letter by its sound: a third of the work for all that looks for many names in them.

Letters that are hardly met share bytes, so what is found there is compared with the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from news.spelling.scripts import DROPPED, SEVERAL, code_points, fold, folded_code_points

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# One byte each, in this order from 1 on; outlets write جونغ, جونج, جونق, جونك, so these four are one.
_VOWELS = "اوي"
_ARABIC = _VOWELS + "ءبتثحخدذرزسشصضطظعغفلمنه"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_OWN = _ARABIC + _LATIN + _DIGITS + "ـ \n\"'.،؛:؟!,()[]…"
_ONE_SOUND = {"ج": "غ", "ق": "غ", "ك": "غ"}
_FIRST_SHARED, _SEVERAL, _DROPPED = 128, 254, 255
# A table's last entry stands for all that is beyond the BMP, where nothing is folded.
_BASIC = 1 << 16


def spell(letters: str) -> bytes:
    """Return letters that have bytes of their own as these bytes."""
    return bytes(1 + _OWN.index(_ONE_SOUND.get(letter, letter)) for letter in letters)


_SPACE, _SPACES = spell(" "), spell("  ")
_KINDS = (b"." + b"a" * len(_ARABIC) + b"l" * len(_LATIN) + b"d" * len(_DIGITS)).ljust(256, b".")
_OTHER, _NEVER_CLITICS = ord("."), b"ld"
_TWO_WORDS = re.compile(rb"l[^ald]{1,30}[ld]|d[^ald]{1,30}l")


def encode(text: str) -> bytes:
    """Return a text folded, as many bytes as it has letters then."""
    symbols = _table().take(code_points(text), mode="clip").tobytes()
    if _SEVERAL in symbols:
        return encode(fold(text).text)
    symbols = symbols.translate(None, bytes([_DROPPED]))
    while _SPACES in symbols:
        symbols = symbols.replace(_SPACES, _SPACE)
    return symbols


def encode_all(folded: Sequence[str]) -> Iterator[bytes]:
    """Yield the bytes of folded spellings."""
    whole = _table().take(code_points("".join(folded)), mode="clip").tobytes()
    yield from (whole[start:end] for start, end in pairwise(accumulate(map(len, folded), initial=0)))


@cache
def _table() -> NDArray[np.uint8]:
    import numpy as np

    letters = folded_code_points()[: _BASIC + 1]
    own = np.zeros(_BASIC + 1, np.uint8)
    own[[ord(letter) for letter in (*_OWN, *_ONE_SOUND)]] = list(spell(_OWN + "".join(_ONE_SOUND)))
    shared = letters % (_SEVERAL - _FIRST_SHARED) + _FIRST_SHARED
    of_its_own = own.take(letters, mode="clip")
    table = np.where(of_its_own, of_its_own, shared)
    table[letters == DROPPED], table[letters == SEVERAL] = _DROPPED, _SEVERAL
    return table.astype(np.uint8)


def without_vowels(symbols: bytes) -> bytes:
    """Return the bytes of a text without its long vowels, which are written or not in foreign names."""
    return symbols.translate(None, spell(_VOWELS))


class Written:
    """The lines of a text as they are read for names: folded, and as bytes, made when they are first asked for."""

    def __init__(self, *lines: str) -> None:
        self._lines = lines

    @cached_property
    def symbols(self) -> bytes:
        """Return the bytes of all lines."""
        return encode("\n".join(self._lines))

    @cached_property
    def text(self) -> str:
        """Return all lines folded."""
        return "\n".join(fold(line).text for line in self._lines)

    @cached_property
    def consonants(self) -> Sequence[int]:
        """Return the places of what is no long vowel."""
        import numpy as np

        places: list[int] = np.flatnonzero(np.frombuffer(self.symbols, np.uint8) > len(_VOWELS)).tolist()
        return places

    @property
    def has_arabic(self) -> bool:
        """Say whether it has an Arabic letter."""
        return b"a" in self.kinds

    @property
    def has_latin_words(self) -> bool:
        """Say whether it has two Latin letters side by side, and two words of Latin letters or digits."""
        return b"ll" in self.kinds and _TWO_WORDS.search(self.kinds) is not None

    @cached_property
    def kinds(self) -> bytes:
        """Return the kind of each letter, a and l of the two scripts, d of digits, a point of all else and behind the last."""
        return self.symbols.translate(_KINDS) + b"."

    def outside_words(self, spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
        """Yield (number, start) of those (number, start, end) that no more of a word than clitics may stand around.

        Most occurrences of short names are inside words. Where a letter is of no kind it is hard to say: these stay.
        """
        kinds = self.kinds
        for number, start, end in spans:
            if (kinds[end] == _OTHER or kinds[end - 1] == _OTHER) and not (
                start and kinds[start - 1] in _NEVER_CLITICS
            ):
                yield number, start
