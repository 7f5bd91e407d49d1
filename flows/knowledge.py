"""What a run knows before it starts: who is who, and what each watch looks for."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from flows.lexicon import map_lexicon, sweep
from flows.models import model_version
from flows.resolver import resolver_version
from news.comparing.likeness import DEFAULT_THRESHOLD, Profile, build_profile, likeness
from news.comparing.terms import Sketcher, spell
from news.configuring.settings import Settings, Watch, examples_of
from news.errors import SettingsError
from news.importing.joining import join, strong_names
from news.lexicon.lexicon import Lexicon
from news.model import Entity, Findings, Kind, Likeness, Match, Name, Refusal
from news.naming.merging import merge, successors
from news.naming.names import Recogniser
from news.naming.told import Told
from news.parsing.pool import PageJob, Pool
from news.quoting.quotes import find_quotes
from news.spelling.scripts import fold_name
from news.world.known_world import known_world
from storage.naming import told_names
from storage.store import Store, open_store


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

    entities: tuple[Entity, ...]  # all but those that only imported lists have
    listed: Lexicon | None  # these
    lists: str  # the version of what lists gave
    joined: frozenset[str]  # ids in imported lists of entities that are among the others
    kinds: Mapping[str, Kind]  # of `entities`, by id
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
        kinds = {one.entity_id: self._kind(one.entity_id) for one in mentions}
        quotes = find_quotes(text, mentions, kinds)
        return Findings(resolver=self.resolver, mentions=mentions, quotes=quotes, terms=sketch, dropped=dropped)

    def _kind(self, entity_id: str) -> Kind:
        if self.listed is None or entity_id in self.kinds:
            return self.kinds[entity_id]
        return self.listed[entity_id].kind

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
        found = found or (self.listed.identified([named]) if self.listed is not None else [])
        if not found:
            found = [
                one for one in self.entities if any(fold_name(n.name) == folded for n in one.names if not n.is_weak)
            ]
            found += self.listed.named([folded]) if self.listed is not None else []
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


def told(settings: Settings, progress: Callable[[str], None] = lambda line: None) -> Told:
    """Return what lists and the user told the store of names."""
    if not settings.store_file.exists():
        return Told()
    with open_store(settings.store_file) as db:
        found = told_by(db, settings.directory, progress)
        sweep(settings.directory, found.lists)
    return found


def told_by(db: Store, folder: Path, progress: Callable[[str], None] = lambda line: None) -> Told:
    """Return what a store or history says of names; the lexicon of imported lists is in `folder`, or made there."""
    lexicon, lists = map_lexicon(db, folder, progress)
    return replace(told_names(db), imported=lexicon, lists=lists)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Everyone:
    """Who is known: entities, the configured first, and those that only lists have; and who is known under another id."""

    entities: tuple[Entity, ...]
    listed: Lexicon | None
    joined: frozenset[str]
    successors: Mapping[str, str]


def _everyone(settings: Settings, told: Told) -> _Everyone:
    configured, world = _configured(settings), (*told.accepted, *known_world())
    entities, passed = _join(merge(world, configured), told.imported)
    taken = {**successors(world, configured), **{old: new for old, new in passed.items() if old != new}}
    further = {taken.get(entity_id, entity_id): names for entity_id, names in told.further.items()}
    alone = _listed_with(told.imported, further.keys() - {one.entity_id for one in entities})
    named = (replace(one, names=(*one.names, *further.get(one.entity_id, ()))) for one in (*entities, *alone))
    joined = frozenset(passed) | {one.entity_id for one in alone}
    listed = told.imported.without(joined) if told.imported is not None else None
    return _Everyone(entities=tuple(named), listed=listed, joined=joined, successors=taken)


def _join(known: tuple[Entity, ...], imported: Lexicon | None) -> tuple[tuple[Entity, ...], dict[str, str]]:
    if imported is None:
        return known, {}
    same = imported.named([name for one in known for name in strong_names(one)])
    same += imported.identified([one.entity_id for one in known])
    return join(known, {one.entity_id: one for one in same}.values())


def _listed_with(imported: Lexicon | None, ids: Collection[str]) -> list[Entity]:
    """Return the entities that only lists have and the user gave further names."""
    return imported.identified(sorted(ids)) if imported is not None and ids else []


def learn(settings: Settings, pool: Pool, now: datetime, told: Told) -> Knowledge:
    """Build what recognising and matching need; raises SettingsError for an alert's entity that nobody is."""
    everyone = _everyone(settings, told)
    recogniser = Recogniser(everyone.entities, everyone.listed)
    sketcher = Sketcher(everyone.entities, everyone.listed)

    def sketch(path: Path, content: bytes) -> dict[str, float]:
        text = _example_text(path, content, pool, now) if _is_page(content) else content.decode("utf-8-sig", "replace")
        return sketcher.sketch("", text, recogniser.recognise("", text)[0])

    beats = tuple(_beat(settings, watch, sketch) for watch in settings.watch)
    knowledge = Knowledge(
        entities=everyone.entities,
        listed=everyone.listed,
        lists=told.lists,
        joined=everyone.joined,
        kinds={one.entity_id: one.kind for one in everyone.entities},
        resolver=resolver_version(everyone.entities, told.lists, model_version(settings)),
        successors=everyone.successors,
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
