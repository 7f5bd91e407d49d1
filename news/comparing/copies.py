"""Copies: texts that repeat another, found by bands of a MinHash and verified word for word."""

from __future__ import annotations

import re
from functools import cache, lru_cache, reduce
from typing import TYPE_CHECKING

import xxhash

from news.model import Signature
from news.spelling.scripts import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Word 3-grams; 40 bands of 3 rows find .99 of pairs that resemble each other by half, .9 of those by .4
# (`python -m benchmarks.copies`), for 0.8 ms a text.
SHINGLE, BANDS, ROWS = 3, 40, 3
# Below this a text is a headline: two of them agree by chance.
MIN_WORDS = 30
# Jaccard of word 3-grams at which a text is a copy; and containment when one is a cut or extended form of the other.
# Set on judged pairs (docs/decisions/0004-copies.md).
RESEMBLANCE, CONTAINMENT, LENGTH_RATIO = 0.45, 0.75, 1 / 3

_WORD = re.compile(r"[^\W_]+")
# so many 3-grams at once stay within the processor's cache
_PIECE = 1024


@cache
def _family() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the multipliers and summands of the hash functions; fixed for good: a change would void every stored band."""
    import numpy as np  # a quarter of a second that a cycle without articles does not need

    seed = np.random.Generator(np.random.PCG64(20230913))
    count = BANDS * ROWS
    multipliers = seed.integers(1, 1 << 61, count, dtype=np.uint64) | np.uint64(1)
    return multipliers, seed.integers(0, 1 << 61, count, dtype=np.uint64)


def signature(text: str) -> Signature | None:
    """Return the hash of the folded text and its LSH band keys (Broder 1997); None below 30 words."""
    grams = _grams(text)
    if len(grams) < MIN_WORDS - SHINGLE + 1:
        return None
    import numpy as np

    hashes = np.fromiter(grams, dtype=np.uint64, count=len(grams))
    bands = _minima(hashes).reshape(BANDS, ROWS)
    keys = tuple(xxhash.xxh3_64_intdigest(bytes([n]) + row.tobytes()) for n, row in enumerate(bands))
    return Signature(exact=xxhash.xxh3_64_intdigest(np.sort(hashes).tobytes()), bands=keys)


def _minima(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the minimum under each hash function, a piece at a time: a long text must not fill the memory.

    Multiply-add modulo 2^64 (Dietzfelbinger et al. 1997): the high bits are universal, the minimum of all is kept.
    """
    import numpy as np

    multipliers, summands = _family()
    pieces = np.array_split(hashes, len(hashes) // _PIECE + 1)
    minima = [(np.outer(multipliers, piece) + summands[:, None]).min(axis=1) for piece in pieces]
    return reduce(np.minimum, minima)


def is_copy(text: str, other: str) -> float | None:
    """Return how much two texts resemble each other when one repeats the other, else None."""
    mine, theirs = _grams(text), _grams(other)
    if not mine or not theirs:
        return None
    shared = len(mine & theirs)
    resemblance = shared / (len(mine) + len(theirs) - shared)
    shorter, longer = sorted((len(mine), len(theirs)))
    contained = shared / shorter >= CONTAINMENT and shorter / longer >= LENGTH_RATIO
    return resemblance if resemblance >= RESEMBLANCE or contained else None


@lru_cache(maxsize=2048)
def _grams(text: str) -> frozenset[int]:
    """Return the hashes of the word 3-grams of a folded text."""
    words = _WORD.findall(fold(text).text)
    return frozenset(
        xxhash.xxh3_64_intdigest(" ".join(words[at : at + SHINGLE]).encode("utf-8", "replace"))
        for at in range(len(words) - SHINGLE + 1)
    )
