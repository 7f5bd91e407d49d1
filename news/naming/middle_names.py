"""Full names with one more inside: «بشار حافظ الأسد» for «بشار الأسد», Donald J. Trump for Donald Trump."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from news.naming.patterns import Hit, Pattern
from news.spelling.frequencies import zipf
from news.spelling.personal_names import GIVEN_NAMES, NATIVE_NAMES

# Of the many who are called «محمد» more than one has the same family name.
_COMMON_ZIPF = 5.0
_INITIAL = re.compile(r"[a-z]\.?")
_REST = re.compile(r"(\w+\.?) (\w+)\b")
_LONGEST_REST = 60


class MiddleNames:
    """Finds persons' names of two words with a given name or an initial between them."""

    def __init__(self, names: Iterable[tuple[str, Pattern]]) -> None:
        by_first: dict[str, dict[str, Pattern]] = defaultdict(dict)
        for folded, pattern in names:
            first, _, last = folded.partition(" ")
            if last and " " not in last and _is_telling(first, last):
                by_first[first].setdefault(last, pattern)
        self._lasts = list(by_first.values())
        self.spellings = [f"{first} " for first in by_first]

    def read(self, text: str, number: int, start: int) -> Iterator[Hit]:
        """Yield the name at a place of a folded text where its first word may stand."""
        first = self.spellings[number]
        end = start + len(first)
        rest = _REST.match(text, end, end + _LONGEST_REST) if text.startswith(first, start) else None
        pattern = self._lasts[number].get(rest[2]) if rest else None
        # how common a word is takes half a second to load: asked where a name stands, not for every name
        if rest and pattern and _is_middle(rest[1], rest[2]) and not _is_common(first[:-1]):
            yield Hit(start, rest.end(), pattern)


def has_middle(first: str, middle: str, last: str) -> bool:
    """Say whether a word between a name's first and last makes no other person of it."""
    return _is_telling(first, last) and _is_middle(middle, last) and not _is_common(first)


def _is_telling(first: str, last: str) -> bool:
    return first.isascii() or (first in NATIVE_NAMES and last not in GIVEN_NAMES)


def _is_common(first: str) -> bool:
    return not first.isascii() and zipf(first) >= _COMMON_ZIPF


def _is_middle(word: str, last: str) -> bool:
    return bool(_INITIAL.fullmatch(word)) if last.isascii() else word in NATIVE_NAMES
