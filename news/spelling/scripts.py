"""Writing folded to what spellings have in common, with an exact map back to the text as it stands."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# One letter to one letter: offsets stay. Arabic letters that writers interchange, Persian and Urdu keyboards' letters.
_LETTERS = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىیېۍئے", "ي"),
    **dict.fromkeys("ؤۆۇۋ", "و"),
    **dict.fromkeys("ةۃەہھۀ", "ه"),
    **dict.fromkeys("کڪګ", "ك"),
    **dict.fromkeys("گڭ", "غ"),
    "ڤ": "ف",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    **dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True)),
    **dict.fromkeys("_-‐‑‒–—―−־\u00a0\u2002\u2003\u2009\u202f\t", " "),
    **dict.fromkeys("’‘ʼ′`´", "'"),
    **dict.fromkeys("“”«»„{}", '"'),
}


def _latin() -> dict[str, str]:
    """Return letters with diacritics, and capitals, as their plain small letter, where that is one letter."""
    table = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)]:
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c)).casefold()
        if len(plain) == 1:
            table[chr(code)] = plain
    return table


_TABLE = str.maketrans({**_latin(), **_LETTERS})
# Written or not as one likes: tashkeel, tatweel, combining marks, zero-width and bidirectional marks, second spaces.
_MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
# A tatweel between spaces is a dash: «جونغ ـ أون»
_DROPPED = re.compile(f"(?<= )[ {_MARKS}]+|[{_MARKS}]+")
# Ligatures and presentation forms stand for several letters: rare, and worth a slower way.
_EXPANDED = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e]")
# From so many letters on arrays are faster; names are shorter, and a run that folds nothing else needs no numpy.
_LONG = 200
_SPACE = ord(" ")
# What is no code point's: dropped, and folded another way.
DROPPED, SEVERAL = sys.maxunicode + 1, sys.maxunicode + 2


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts[i]` is the offset in the original of folded character i, and `starts[-1]` its length."""

    text: str
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of a folded one, without what was dropped behind its last letter."""
        return self.starts[start], self.starts[end - 1] + 1 if end > start else self.starts[start]


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Fold a text for comparing names; linear in its length. The last texts are kept: names, words and copies ask."""
    if len(text) >= _LONG:
        return _fold_long(text)
    return _fold_expanded(text) if _EXPANDED.search(text) else _fold_short(text)


def _fold_short(text: str) -> Folded:
    plain = text.translate(_TABLE)
    kept: list[str] = []
    starts: list[int] = []
    at = 0
    for hit in _DROPPED.finditer(plain):
        kept.append(plain[at : hit.start()])
        starts.extend(range(at, hit.start()))
        at = hit.end()
    if at == 0:
        return Folded(plain, range(len(plain) + 1))
    kept.append(plain[at:])
    starts.extend(range(at, len(plain) + 1))
    return Folded("".join(kept), starts)


def _fold_long(text: str) -> Folded:
    """Fold by arrays: ten times as fast, once a text is long enough for what each operation costs."""
    import numpy as np

    letters = folded_code_points().take(code_points(text))
    highest = letters.max()
    if highest == SEVERAL:
        return _fold_expanded(text)
    starts = np.flatnonzero(letters != DROPPED) if highest == DROPPED else None
    if starts is not None:
        letters = letters[starts]
    spaces = letters == _SPACE
    second = spaces[1:] & spaces[:-1]
    if second.any():
        first = np.flatnonzero(~np.concatenate(([False], second)))
        letters, starts = letters[first], first if starts is None else starts[first]
    folded = str(letters.data, "utf-32-le", "surrogatepass")
    # a view gives plain integers
    return Folded(folded, range(len(text) + 1) if starts is None else memoryview(np.append(starts, len(text)).data))


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@cache
def folded_code_points() -> NDArray[np.uint32]:
    """Return what each code point is folded to; `DROPPED` for marks, `SEVERAL` for what stands for several letters."""
    import numpy as np

    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    table[list(_TABLE)] = [ord(str(letter)) for letter in _TABLE.values()]
    basic = "".join(map(chr, range(1 << 16)))
    for pattern, meaning in ((f"[{_MARKS}]", DROPPED), (_EXPANDED, SEVERAL)):
        table[[ord(letter) for letter in re.findall(pattern, basic)]] = meaning
    return table


def _fold_expanded(text: str) -> Folded:
    """Fold through NFKC what stands for several letters, so that every letter knows where it came from."""
    letters: list[str] = []
    origins: list[int] = []
    at = 0
    for hit in _EXPANDED.finditer(text):
        expanded = _EXPANDED.sub("", unicodedata.normalize("NFKC", hit[0]))
        letters += (text[at : hit.start()], expanded)
        origins += (*range(at, hit.start()), *[hit.start()] * len(expanded))
        at = hit.end()
    folded = fold("".join((*letters, text[at:])))
    origins += range(at, len(text) + 1)
    return Folded(folded.text, [origins[start] for start in folded.starts])


def fold_name(name: str) -> str:
    """Return a name folded, trimmed."""
    return fold(name).text.strip()


def folded_words(words: str) -> frozenset[str]:
    """Return the words of a text, folded: how lists of words are written and looked up."""
    # not by arrays, however long: lists are folded when a run starts, which may need no numpy
    return frozenset(_fold_short(words.replace("\n", " ")).text.split())


# An end of sentence: its mark and any closing quote, then space; or a line's end. Not after one capital or a title.
_SENTENCE_END = re.compile(
    # its first letter decides first: looking back at every letter took a millisecond a page
    r"[.!?؟…\n](?:(?<=\n)\n*|(?<!\n)(?<![A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bMrs.)(?<!\bSt.)"
    r"[.!?؟…]*[\"”»')\]]*(?=\s))"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's sentences, without the space between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*(hit.end() for hit in _SENTENCE_END.finditer(text)), len(text)]:
        piece = text[start:end].lstrip()
        left = end - len(piece)
        if piece:
            spans.append((left, left + len(piece.rstrip())))
        start = end
    return spans


def sentence_at(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    """Return the sentence that holds an offset."""
    index = bisect_right(spans, (offset, 1 << 60)) - 1
    return spans[max(index, 0)] if spans else (0, 0)
