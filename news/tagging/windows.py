"""Windows: a text longer than a model reads at once, in parts that overlap and never cut a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# A word of more pieces is no word; its beginning says as much.
MOST_PIECES = 64
# A text in more parts is no article: what it takes to read one has a bound.
MOST_WINDOWS = 64
# This share of a part is read again with the next one, so that every word has company on both sides.
_OVERLAP = 0.25


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and the model's numbers for its pieces."""

    start_char: int
    end_char: int
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Words first to end, read together; for those from `own` to `own_end` no other window has as much around them."""

    first: int
    end: int
    own: int
    own_end: int


def windows(sizes: Sequence[int], *, most_pieces: int, most_words: int) -> list[Window]:
    """Cut words of these sizes in pieces into windows; every word is one window's own, up to MOST_WINDOWS."""
    spans: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes) and len(spans) < MOST_WINDOWS:
        end = _end(sizes, first, most_pieces, most_words)
        spans.append((first, end))
        if end == len(sizes):
            break
        first = max(first + 1, _back(sizes, end, int(most_pieces * _OVERLAP), int(most_words * _OVERLAP)))
    edges = [0, *((this[1] + that[0]) // 2 for this, that in pairwise(spans))]
    edges.append(spans[-1][1] if spans else 0)
    return [Window(*span, edges[at], edges[at + 1]) for at, span in enumerate(spans)]


def _end(sizes: Sequence[int], first: int, most_pieces: int, most_words: int) -> int:
    end, pieces = first, 0
    while end < len(sizes) and end - first < most_words and (end == first or pieces + sizes[end] <= most_pieces):
        pieces += sizes[end]
        end += 1
    return end


def _back(sizes: Sequence[int], end: int, most_pieces: int, most_words: int) -> int:
    first, pieces = end, 0
    while first > 0 and end - first < most_words and pieces + sizes[first - 1] <= most_pieces:
        first -= 1
        pieces += sizes[first]
    return first
