"""What a run knows before it starts: who is who, and what each watch looks for."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from flows.models import model_version
from flows.resolver import resolver_version
from news.comparing.likeness import DEFAULT_THRESHOLD, Profile, build_profile, likeness
from news.comparing.terms import Sketcher, spell
from news.configuring.settings import Settings, Watch, examples_of
from news.errors import SettingsError
from news.importing.joining import join
from news.model import Entity, Findings, Kind, Likeness, Match, Name, Refusal
from news.naming.names import Recogniser, merge, successors
from news.naming.told import Told
from news.parsing.pool import PageJob, Pool
from news.quoting.quotes import find_quotes
from news.spelling.scripts import fold_name
from news.world.known_world import known_world
from storage.naming import told_names
from storage.store import open_store


@dataclass(frozen=True, kw_only=True, slots=True)
class Beat:
    """A watch made ready: its examples' profile, its threshold and the sources it looks at.

    The profile is built when the first article asks for it: a cycle without one is at work sooner.
    """

    name: str
    profile: Callable[[], Profile]
    threshold: float
    sources: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Knowledge:
    """Everything from the configuration that reading an article needs."""

    entities: tuple[Entity, ...]
    kinds: Mapping[str, Kind]  # of every entity, by id
    resolver: str  # version of the entities and the rules that find them
    successors: Mapping[
        str, str
    ]  # ids of entities that are known under another: built-in ones configured, imported ones known before
    recogniser: Recogniser
    sketcher: Sketcher
    beats: tuple[Beat, ...]

    def find(self, title: str, text: str, *, language: str = "") -> Findings:
        """Return all that names tell of a text: every row that a replay replaces comes from here."""
        mentions, dropped = self.recogniser.recognise(title, text, language=language)
        sketch = self.sketcher.sketch(title, text, mentions)
        quotes = find_quotes(text, mentions, self.kinds)
        return Findings(resolver=self.resolver, mentions=mentions, quotes=quotes, terms=sketch, dropped=dropped)

    def matches(self, sketch: Mapping[str, float], text: str, sources: frozenset[str]) -> tuple[Match, ...]:
        """Return the watches of these sources that an article with this sketch fits, and why, in words of its text."""
        scored = ((beat, likeness(beat.profile(), sketch)) for beat in self.beats if beat.sources & sources)
        return tuple(
            Match(watch=beat.name, score=found.score, reasons=_in_words_of(text, found))
            for beat, found in scored
            if found.score >= beat.threshold
        )

    def meant_by(self, named: str) -> list[str]:
        """Return the ids that an id or name of the configuration means: one, or it is unknown or ambiguous."""
        folded = fold_name(named)
        found = [one for one in self.entities if one.entity_id == named]
        found = found or [
            one for one in self.entities if any(fold_name(n.name) == folded for n in one.names if not n.is_weak)
        ]
        return [one.entity_id for one in found]

    def entity_id(self, named: str) -> str:
        """Return the id that an id or name of the configuration means; `learn` has seen that it means one."""
        return self.meant_by(named)[0]

    def fingerprint(self, settings: Settings) -> str:
        """Return a hash of all of the configuration that what is stored depends on."""
        watches = [
            [beat.name, beat.threshold, sorted(beat.sources), _hashes(settings, watch)]
            for beat, watch in zip(self.beats, settings.watch, strict=True)
        ]
        facts = [settings.schedule.timezone, watches, self.resolver]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _hashes(settings: Settings, watch: Watch) -> list[str]:
    return [hashlib.sha256(content).hexdigest() for _, content in examples_of(settings, watch)]


def _configured(settings: Settings) -> list[Entity]:
    return [
        Entity(entity_id=one.id, kind=one.kind, names=tuple(Name(name=name) for name in one.names))
        for one in settings.entity
    ]


def told(settings: Settings) -> Told:
    """Return what lists and the user told the store of names."""
    if not settings.store_file.exists():
        return Told()
    with open_store(settings.store_file) as db:
        return told_names(db)


def _everyone(settings: Settings, told: Told) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Return who is known, the configured first, and the ids that others were known under before."""
    configured, world = _configured(settings), (*told.accepted, *known_world())
    entities, passed = join(merge(world, configured), told.imported)
    taken = {**successors(world, configured), **passed}
    further = {taken.get(entity_id, entity_id): names for entity_id, names in told.further.items()}
    named = (replace(one, names=(*one.names, *further.get(one.entity_id, ()))) for one in entities)
    return tuple(named), taken


def learn(settings: Settings, pool: Pool, now: datetime, told: Told) -> Knowledge:
    """Build what recognising and matching need; raises SettingsError for an alert's entity that nobody is."""
    entities, taken = _everyone(settings, told)
    recogniser, sketcher = Recogniser(entities), Sketcher(entities)

    def sketch(path: Path, content: bytes) -> dict[str, float]:
        text = _example_text(path, content, pool, now) if _is_page(content) else content.decode("utf-8-sig", "replace")
        return sketcher.sketch("", text, recogniser.recognise("", text)[0])

    beats = tuple(_beat(settings, watch, sketch) for watch in settings.watch)
    knowledge = Knowledge(
        entities=entities,
        kinds={one.entity_id: one.kind for one in entities},
        resolver=resolver_version(entities, model_version(settings)),
        successors=taken,
        recogniser=recogniser,
        sketcher=sketcher,
        beats=beats,
    )
    _check_alerts(settings, knowledge)
    for watch, beat in zip(settings.watch, beats, strict=True):
        if any(_is_page(content) for _, content in examples_of(settings, watch)):
            beat.profile()  # a saved page may turn out to be no article: that is said before anything is fetched
    return knowledge


def _check_alerts(settings: Settings, knowledge: Knowledge) -> None:
    # a name that nobody has must not come to light at the close of the run
    named = (
        (f"alert[{n}].entities[{m}]", name)
        for n, rule in enumerate(settings.alert)
        for m, name in enumerate(rule.entities)
    )
    for key, name in named:
        found = knowledge.meant_by(name)
        if len(found) != 1:
            hint = f"means {', '.join(found)}; use one id" if found else "nobody has this name or id; add an [[entity]]"
            raise SettingsError(settings.path, key, f"{name!r}: {hint}")


def _in_words_of(text: str, found: Likeness) -> dict[str, object]:
    """Return the reasons with each shared term as the text has it: readers know words, not stems."""
    spelled = spell(found.words, text)
    return {"names": found.names, "words": {spelled[term]: share for term, share in found.words.items()}}


def _beat(settings: Settings, watch: Watch, sketch: Callable[[Path, bytes], dict[str, float]]) -> Beat:
    @cache
    def profile() -> Profile:
        return build_profile([sketch(path, content) for path, content in examples_of(settings, watch)])

    return Beat(
        name=watch.name,
        profile=profile,
        threshold=DEFAULT_THRESHOLD if watch.threshold is None else watch.threshold,
        sources=frozenset(
            source.name
            for source in settings.source
            if source.enabled and (not source.watches or watch.name in source.watches)
        ),
    )


def _is_page(content: bytes) -> bool:
    return content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<"


def _example_text(path: Path, content: bytes, pool: Pool, now: datetime) -> str:
    # an example may be a saved page: it is as hostile as any other
    job = PageJob(url=path.as_uri(), body=content, now=now, language="", feed_title="", tag=None)
    _, page = next(iter(pool.read_pages([job])))
    if isinstance(page, Refusal):
        raise SettingsError(
            path, "", f"no article could be read in this example ({page.reason}); save its text instead"
        )
    return f"{page.title}\n{page.text}"
