"""What a run knows before it starts: who is who, and what each watch looks for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from news.errors import SettingsError
from news.likeness import DEFAULT_THRESHOLD, Profile, build_profile, likeness
from news.model import Entity, Match, Mention, Name, Refusal
from news.names import Recogniser, merge
from news.pool import PageJob, Pool
from news.scripts import fold_name
from news.settings import Settings, Watch, examples_of
from news.terms import weights
from news.world import known_world


@dataclass(frozen=True, kw_only=True, slots=True)
class Beat:
    """A watch made ready: its examples' profile, its threshold and the sources it looks at."""

    name: str
    profile: Profile
    threshold: float
    sources: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Knowledge:
    """Everything from the configuration that reading an article needs."""

    entities: tuple[Entity, ...]
    recogniser: Recogniser
    beats: tuple[Beat, ...]

    def matches(self, sketch: Mapping[str, float], sources: frozenset[str]) -> tuple[Match, ...]:
        """Return the watches of these sources that an article with this sketch fits."""
        scored = ((beat, likeness(beat.profile, sketch)) for beat in self.beats if beat.sources & sources)
        return tuple(
            Match(watch=beat.name, score=found.score, reasons=found.reasons)
            for beat, found in scored
            if found.score >= beat.threshold
        )

    def entity_id(self, named: str) -> str:
        """Return the id that an id or unambiguous name of the configuration means; raises SettingsError."""
        folded = fold_name(named)
        found = [one for one in self.entities if one.entity_id == named]
        found = found or [one for one in self.entities if any(fold_name(n.name) == folded for n in one.names)]
        if len(found) != 1:
            problem = f"means {', '.join(one.entity_id for one in found)}; use one id" if found else "is not known"
            raise SettingsError("[[alert]]", "entities", f"{named!r} {problem}")
        return found[0].entity_id

    def fingerprint(self, settings: Settings) -> str:
        """Return a hash of what the history repeats of the configuration."""
        facts = [settings.schedule.timezone, [(beat.name, sorted(beat.sources)) for beat in self.beats]]
        known = [[e.entity_id, e.kind, [[n.name, n.language, n.origin] for n in e.names]] for e in self.entities]
        return hashlib.sha256(json.dumps([facts, known]).encode()).hexdigest()


def known_entities(settings: Settings) -> tuple[Entity, ...]:
    """Return the built-in world with the configured entities merged in."""
    configured = [
        Entity(entity_id=one.id, kind=one.kind, names=tuple(Name(name=name) for name in one.names))
        for one in settings.entity
    ]
    return merge(known_world(), configured)


def learn(settings: Settings, pool: Pool, now: datetime) -> Knowledge:
    """Read the examples and build what recognising and matching need."""
    entities = known_entities(settings)
    recogniser = Recogniser(entities)
    beats = tuple(_beat(settings, watch, recogniser, pool, now) for watch in settings.watch)
    return Knowledge(entities=entities, recogniser=recogniser, beats=beats)


def sketch_of(title: str, text: str, mentions: Sequence[Mention], language: str) -> dict[str, float]:
    """Return an article's weighted words and names."""
    return weights(title, text, [mention.entity_id for mention in mentions], language=language)


def _beat(settings: Settings, watch: Watch, recogniser: Recogniser, pool: Pool, now: datetime) -> Beat:
    texts = [_example_text(path, content, pool, now) for path, content in examples_of(settings, watch)]
    sketches = [sketch_of("", text, recogniser.recognise("", text)[0], "") for text in texts if text.strip()]
    return Beat(
        name=watch.name,
        profile=build_profile(sketches),
        threshold=DEFAULT_THRESHOLD if watch.threshold is None else watch.threshold,
        sources=frozenset(
            source.name
            for source in settings.source
            if source.enabled and (not source.watches or watch.name in source.watches)
        ),
    )


def _example_text(path: Path, content: bytes, pool: Pool, now: datetime) -> str:
    # an example may be a saved page: it is as hostile as any other
    if b"<" not in content[:200].lstrip()[:1]:
        return content.decode("utf-8-sig", "replace")
    job = PageJob(url=path.as_uri(), body=content, now=now, language="", feed_title="", tag=None)
    _, page = next(iter(pool.read_pages([job])))
    return "" if isinstance(page, Refusal) else f"{page.title}\n{page.text}"
