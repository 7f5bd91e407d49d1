"""Writing folded to what spellings have in common, with an exact map back to the text as it stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    if _EXPANDED.search(text):
        return _expand(text)
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


def _expand(text: str) -> Folded:
    """Fold through NFKC, character by character, so that every letter knows where it came from."""
    letters: list[str] = []
    origins: list[int] = []
    for index, letter in enumerate(text):
        expanded = unicodedata.normalize("NFKC", letter) if _EXPANDED.match(letter) else letter
        letters.append(expanded)
        origins.extend([index] * len(expanded))
    folded = fold_letters("".join(letters))
    return Folded(folded.text, [*(origins[start] for start in folded.starts[:-1]), len(text)])


def fold_letters(text: str) -> Folded:
    """Fold a text without ligatures."""
    return fold(_EXPANDED.sub("", text))


def fold_name(name: str) -> str:
    """Return a name folded, trimmed."""
    return fold(name).text.strip()


def folded_words(words: str) -> frozenset[str]:
    """Return the words of a text, folded: how lists of words are written and looked up."""
    return frozenset(fold(words.replace("\n", " ")).text.split())


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
    for hit in [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]:
        piece = text[start:hit]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if right > left:
            spans.append((left, right))
        start = hit
    return spans


def sentence_at(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    """Return the sentence that holds an offset."""
    index = bisect_right(spans, (offset, 1 << 60)) - 1
    return spans[max(index, 0)] if spans else (0, 0)
