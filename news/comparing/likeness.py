"""Match: how much an article is like the examples of a watch, and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from news.comparing.terms import NAME, PLACE
from news.model import Likeness

# Set on saudinewsnet (docs/decisions/0003-likeness.md); `python -m benchmarks.likeness` prints it again.
DEFAULT_THRESHOLD = 0.22
# What names alone can reach: an article in another language shares no words with the examples.
NAMES_ALONE = 0.5
# How many persons or organisations, or four times as many places, it takes for shared names to count in full.
FULL_NAMES, PLACE_SHARE = 3.0, 0.25
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
    """Return the profile of the examples' sketches (news.comparing.terms)."""
    vectors = [_vector(sketch) for sketch in examples if sketch]
    return Profile((*vectors, _centre(vectors)) if len(vectors) > 1 else tuple(vectors))


def likeness(profile: Profile, sketch: Sketch) -> Likeness:
    """Return how like an article is to the nearest of the examples and their centre, in [0, 1].

    Cosine of words W and of names N (Salton 1975) join as 1 − (1 − W)(1 − N·s/2), where s grows to 1 with the number of
    names shared, places counting a quarter: many articles name Russia, few of them are about your subject.
    """
    fresh = _vector(sketch)
    best = max((_compare(fresh, example) for example in profile.vectors), key=lambda found: found[0], default=None)
    if best is None:
        return Likeness(score=0.0, names={}, words={})
    score, names, words = best
    return Likeness(score=round(min(score, 1.0), 4), names=_top(names), words=_top(words))


def _compare(fresh: _Vector, example: _Vector) -> tuple[float, dict[str, float], dict[str, float]]:
    names = {term: value * example.names[term] for term, value in fresh.names.items() if term in example.names}
    words = {term: value * example.words[term] for term, value in fresh.words.items() if term in example.words}
    shared_words = min(sum(words.values()), 1.0)
    shared_names = min(sum(names.values()), 1.0) * _specificity(names)
    score = 1 - (1 - shared_words) * (1 - NAMES_ALONE * shared_names)
    return score, {term.lstrip(NAME): value for term, value in names.items()}, words


def _specificity(names: Mapping[str, float]) -> float:
    """Return how telling shared names are together, in [0, 1]."""
    told = sum(PLACE_SHARE if term.startswith(PLACE) else 1.0 for term in names)
    return min(told / FULL_NAMES, 1.0)


def _vector(sketch: Sketch) -> _Vector:
    names = {term: value for term, value in sketch.items() if term.startswith(NAME)}
    words = {term: value for term, value in sketch.items() if not term.startswith(NAME)}
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
