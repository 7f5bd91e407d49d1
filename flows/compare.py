"""Compare: what is a copy, and which story an article tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.read import Reading
from news.comparing.copies import is_copy
from news.comparing.stories import StoryIndex
from storage.load import CopyCandidate


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands among the stored: the original it repeats, if any, and its story."""

    copy_of: str | None
    story_id: str


@dataclass
class Placed:
    """Articles of this batch that were placed already, found by their bands."""

    by_band: dict[int, list[CopyCandidate]] = field(default_factory=dict)

    def near(self, reading: Reading) -> Iterable[CopyCandidate]:
        """Return articles of the batch that share a band with this one."""
        bands = reading.signature.bands if reading.signature else ()
        return {one.article_id: one for band in bands for one in self.by_band.get(band, ())}.values()

    def add(self, reading: Reading, place: Place, now: datetime) -> None:
        """Let later articles of the batch find this one."""
        candidate = CopyCandidate(
            article_id=reading.article_id,
            text=reading.page.text,
            copy_of=place.copy_of,
            story_id=place.story_id,
            first_seen_at=now,
            published_at=reading.published.at,
        )
        for band in reading.signature.bands if reading.signature else ():
            self.by_band.setdefault(band, []).append(candidate)


def place_all(
    readings: Sequence[Reading],
    stored: Mapping[str, Sequence[CopyCandidate]],
    stories: StoryIndex,
    now: datetime,
) -> dict[str, Place]:
    """Place new articles, those published first first, among `stored` candidates and each other."""
    placed, places = Placed(), {}
    for reading in sorted(readings, key=lambda one: (one.published.at or now, one.article_id)):
        candidates = [*stored.get(reading.article_id, ()), *placed.near(reading)]
        place = _place(reading, candidates, stories, now)
        places[reading.article_id] = place
        placed.add(reading, place, now)
        if place.copy_of is None:
            stories.add(place.story_id, reading.findings.terms)
    return places


def _place(reading: Reading, candidates: Iterable[CopyCandidate], stories: StoryIndex, now: datetime) -> Place:
    original = _original(reading, candidates, now)
    if original is not None:
        return Place(original.copy_of or original.article_id, original.story_id)
    return Place(None, stories.find(reading.findings.terms) or "s" + reading.article_id[1:])


def _original(reading: Reading, candidates: Iterable[CopyCandidate], now: datetime) -> CopyCandidate | None:
    """Return what this article repeats: first seen, then first published; an original before a copy."""
    verified = [one for one in candidates if is_copy(reading.page.text, one.text) is not None]
    return min(
        verified,
        key=lambda one: (one.copy_of is not None, one.first_seen_at, one.published_at or now, one.article_id),
        default=None,
    )
