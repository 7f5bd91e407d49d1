"""Stories: one event as told by many, joined article by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

# Cosine of sketches (words and names together) at which two articles tell one story; docs/decisions/0004-copies.md.
SAME_STORY = 0.55


class StoryIndex:
    """The recent articles' sketches, by term, so that a fresh one meets only those it shares something with."""

    def __init__(self, recent: Iterable[tuple[str, Mapping[str, float]]] = ()) -> None:
        self._stories: list[str] = []
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for story_id, sketch in recent:
            self.add(story_id, sketch)

    def add(self, story_id: str, sketch: Mapping[str, float]) -> None:
        """Let later articles join this one's story."""
        number = len(self._stories)
        self._stories.append(story_id)
        for term, value in sketch.items():
            self._postings[term].append((number, value))

    def find(self, sketch: Mapping[str, float]) -> str | None:
        """Return the story of the most like article, if it is like enough; the earlier of two equals."""
        scores: dict[int, float] = defaultdict(float)
        for term, value in sketch.items():
            for number, other in self._postings.get(term, ()):
                scores[number] += value * other
        best = max(scores, key=lambda number: (scores[number], -number), default=None)
        return self._stories[best] if best is not None and scores[best] >= SAME_STORY else None


def story_affinity(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two sketches."""
    return sum(value * other[term] for term, value in one.items() if term in other)
