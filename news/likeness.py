"""Match: how much an article is like the examples of a watch, and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from news.model import Likeness

# Calibrated on saudinewsnet (docs/decisions/0003-likeness.md); `python -m benchmarks.likeness` prints it again.
DEFAULT_THRESHOLD = 0.25
# An article in another language shares no words with the examples: its names alone must be able to carry it.
NAMES_ALONE = 0.9
_REASONS = 6

Sketch = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Vector:
    """A sketch taken apart into names and words, each of length 1."""

    names: Sketch
    words: Sketch


@dataclass(frozen=True, slots=True)
class Profile:
    """What a watch looks for: its examples, and their centre."""

    vectors: tuple[_Vector, ...]


def build_profile(examples: Sequence[Sketch]) -> Profile:
    """Return the profile of the examples' sketches (news.terms.weights)."""
    vectors = [_vector(sketch) for sketch in examples if sketch]
    return Profile((*vectors, _centre(vectors)) if len(vectors) > 1 else tuple(vectors))


def likeness(profile: Profile, sketch: Sketch) -> Likeness:
    """Return how like an article is to the nearest of the examples and their centre, in [0, 1].

    Cosine of words W and of names N (Salton 1975) join as 1 − (1 − W)(1 − 0.9·N·s), where s falls to 0 when the
    shared names are countries only: many articles name Russia, few of them are about your subject.
    """
    fresh = _vector(sketch)
    best = max((_compare(fresh, example) for example in profile.vectors), key=lambda found: found[0], default=None)
    if best is None:
        return Likeness(score=0.0, reasons={"names": {}, "words": {}})
    score, names, words = best
    return Likeness(score=round(min(score, 1.0), 4), reasons={"names": _top(names), "words": _top(words)})


def _compare(fresh: _Vector, example: _Vector) -> tuple[float, dict[str, float], dict[str, float]]:
    names = {term: value * example.names[term] for term, value in fresh.names.items() if term in example.names}
    words = {term: value * example.words[term] for term, value in fresh.words.items() if term in example.words}
    shared_words = min(sum(words.values()), 1.0)
    shared_names = min(sum(names.values()), 1.0) * _specificity(names)
    score = 1 - (1 - shared_words) * (1 - NAMES_ALONE * shared_names)
    return score, {term[1:]: value for term, value in names.items()}, words


def _specificity(names: Mapping[str, float]) -> float:
    """Return how telling shared names are: none for countries alone, full for two that are not."""
    telling = [term for term in names if not term.startswith(("@country:", "@region:"))]
    return min(len(telling), 2) / 2


def _vector(sketch: Sketch) -> _Vector:
    names = {term: value for term, value in sketch.items() if term.startswith("@")}
    words = {term: value for term, value in sketch.items() if not term.startswith("@")}
    return _Vector(_unit(names), _unit(words))


def _unit(vector: Sketch) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {term: value / length for term, value in vector.items()} if length else {}


def _centre(vectors: Sequence[_Vector]) -> _Vector:
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for vector in vectors:
        names.update(vector.names)
        words.update(vector.words)
    return _Vector(_unit(names), _unit(words))


def _top(shares: Mapping[str, float]) -> dict[str, float]:
    strongest = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:_REASONS]
    return {term: round(value, 3) for term, value in strongest}
