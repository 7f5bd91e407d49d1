"""Matches: stored articles meet the watches again, when a source names them later or the configuration changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flows.knowledge import Knowledge
from news.comparing.terms import rename
from news.configuring.settings import Settings
from news.model import Match
from storage import load, runs
from storage.store import Store


def sync(db: Store, settings: Settings, knowledge: Knowledge) -> None:
    """Bring the store up to date with the configuration, in the transaction at hand."""
    fingerprint = knowledge.fingerprint(settings)
    if runs.facts_version(db) == fingerprint:
        return
    runs.sync_facts(
        db,
        timezone=settings.schedule.timezone,
        watch_sources=[(beat.name, source) for beat in knowledge.beats for source in sorted(beat.sources)],
        entities=knowledge.entities,
        lists=knowledge.lists,
        joined=knowledge.joined,
        successors=knowledge.successors,
    )
    match_all(knowledge, db)
    runs.set_facts_version(db, fingerprint)
    runs.bump_publication(db)


def match_seen(knowledge: Knowledge, db: Store, seen: Sequence[tuple[str, str]], now: datetime) -> None:
    """Match stored articles for the watches of a source that named them only now; `seen` are (article, source) pairs."""
    sketches = load.get_sketches(db, sorted({article_id for article_id, _ in seen}))
    found = [
        (article_id, match)
        for article_id, source in seen
        if article_id in sketches
        for match in knowledge.matches(*sketches[article_id], frozenset({source}))
    ]
    load.add_matches(db, found, since=lambda article_id: now)


def match_all(knowledge: Knowledge, db: Store) -> None:
    """Match every stored article anew, in the transaction at hand.

    The rules are not told: a watch looks back, its letters do not.
    """
    load.clear_matches(db)
    for piece in load.stored_sketches(db):
        sketches = {one.article_id: rename(one.terms, knowledge.successors) for one in piece}
        load.set_terms(db, {one.article_id: sketches[one.article_id] for one in piece if _differs(one, sketches)})
        found: list[tuple[str, Match]] = []
        for one in piece:
            matches = knowledge.matches(sketches[one.article_id], one.text, one.sources)
            found += [(one.article_id, match) for match in matches]
        load.set_matches(db, found)


def _differs(stored: load.StoredSketch, sketches: dict[str, dict[str, float]]) -> bool:
    return stored.terms.keys() != sketches[stored.article_id].keys()
