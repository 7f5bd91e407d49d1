"""Pieces: a text as the numbers that a model reads, each word with its place in the text. The only place that imports tokenizers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Encoding, Tokenizer

from news.spelling.scripts import Folded
from news.tagging.windows import MOST_PIECES, Word

# Models are trained on texts without vowel signs and stretched letters, and come apart where they meet them
# (CAMeL-Lab/camel_tools#105: a stray shadda shifts all labels).
_MARKS = re.compile(
    r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+"
)
# Half a pair of UTF-16 is no character; one for one, so that places stay.
_SURROGATE = re.compile("[\ud800-\udfff]")
# GLiNER's splitter «whitespace»: words with their hyphens, and every other sign by itself.
_WORD = re.compile(r"\w+(?:-\w+)*|\S")
# What a tokenizer makes of a word's first letters does not depend on its ten thousandth.
_LETTERS = 8 * MOST_PIECES


class Pieces:
    """A tokenizer of Hugging Face's; `before` and `after` are the pieces that it puts around every text."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        probe = self._tokenizer.encode("a")
        own = [at for at, special in enumerate(probe.special_tokens_mask) if not special] or [0]
        self.before, self.after = tuple(probe.ids[: own[0]]), tuple(probe.ids[own[-1] + 1 :])

    def words(self, text: str, *, most_pieces: int) -> list[Word]:
        """Return the words of a text as the tokenizer splits it; of each at most `most_pieces`."""
        plain = _plain(text)
        # «[SEP]» in a text is what somebody wrote, not the end of it
        self._tokenizer.encode_special_tokens = True
        found = self._tokenizer.encode(plain.text, add_special_tokens=False)
        offsets = found.offsets
        return [
            Word(*plain.span(offsets[first][0], offsets[end - 1][1]), pieces)
            for first, end, pieces in _runs(found, most_pieces)
        ]

    def split_words(self, text: str, *, most_pieces: int) -> list[Word]:
        """Return the words of a text as GLiNER splits it; of each at most `most_pieces`. Words without a piece are left out."""
        plain = _plain(text)
        hits = list(_WORD.finditer(plain.text))
        self._tokenizer.encode_special_tokens = True
        found = self._encode([hit[0][:_LETTERS] for hit in hits])
        numbers = found.word_ids
        return [
            Word(*plain.span(*hits[numbers[first] or 0].span()), pieces)
            for first, _, pieces in _runs(found, most_pieces)
        ]

    def prompt(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the pieces of these words; those that have a meaning of their own keep it."""
        self._tokenizer.encode_special_tokens = False
        return tuple(self._encode(words).ids)

    def _encode(self, words: Sequence[str]) -> Encoding:
        return self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)


def _plain(text: str) -> Folded:
    """Return a text without marks, and where its characters stood."""
    text = _SURROGATE.sub("\ufffd", text)
    kept: list[str] = []
    starts: list[int] = []
    at = 0
    for hit in _MARKS.finditer(text):
        kept.append(text[at : hit.start()])
        starts.extend(range(at, hit.start()))
        at = hit.end()
    if at == 0:
        return Folded(text, range(len(text) + 1))
    kept.append(text[at:])
    starts.extend(range(at, len(text) + 1))
    return Folded("".join(kept), starts)


def _runs(found: Encoding, most_pieces: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """Return of each word where its pieces begin and end, and the first of them."""
    words, pieces = found.word_ids, found.ids  # each is made anew when it is asked for
    starts = [at for at in range(len(words)) if at == 0 or words[at] is None or words[at] != words[at - 1]]
    most = min(MOST_PIECES, most_pieces)
    return [
        (first, end, tuple(pieces[first : min(end, first + most)]))
        for first, end in zip(starts, [*starts[1:], len(words)][: len(starts)], strict=True)
    ]
