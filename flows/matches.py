"""Matches: stored articles meet the watches again, when a source names them later."""

from __future__ import annotations

from collections.abc import Sequence

from flows.run import Run
from news.model import Match
from storage import load
from storage.store import Store


def match_seen(run: Run, db: Store, seen: Sequence[tuple[str, str]]) -> None:
    """Match stored articles for the watches of a source that named them only now; `seen` are (article, source) pairs."""
    load.add_matches(db, _found(run, db, seen))


def _found(run: Run, db: Store, seen: Sequence[tuple[str, str]]) -> list[tuple[str, Match]]:
    sketches = load.get_sketches(db, sorted({article_id for article_id, _ in seen}))
    return [
        (article_id, match)
        for article_id, source in seen
        if article_id in sketches
        for match in run.knowledge.matches(*sketches[article_id], frozenset({source}))
    ]
