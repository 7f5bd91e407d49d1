"""Rhythm: which sources are asked now, and what a visit teaches about when to ask again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from flows.discover import FEEDS
from news.configuring.settings import Source
from news.fetching.failure import OUR_OWN
from news.sources.schedule import Rhythm, after_answer, after_failure, missed
from storage import sources
from storage.queue import SourceVisit
from storage.sources import Gap, SourceState
from storage.store import Store

States = Mapping[str, SourceState]


def waiting(source: Source, state: SourceState, now: datetime, *, due_only: bool) -> SourceVisit | None:
    """Return the visit of a source that is not to be asked now, or None for one that is.

    A server's own Retry-After always counts; the rhythm only with `due_only`, on the schedule: who calls `marsad run`
    means now.
    """
    if not state.rhythm.may_ask(now):
        return SourceVisit(source=source.name, url=source.url, outcome="waiting", reason="retry_after")
    if due_only and not state.rhythm.is_due(now):
        return SourceVisit(source=source.name, url=source.url, outcome="waiting", reason="not_due")
    return None


def remember(db: Store, run_id: str, visits: Sequence[SourceVisit], states: States, now: datetime) -> None:
    """Store the rhythm of every source that was asked, and the gaps between its windows."""
    asked = [visit for visit in visits if visit.outcome != "waiting"]
    new = sources.new_items(db, run_id, now)
    sources.set_states(db, [_after(visit, states[visit.source], new.get(visit.source, 0), now) for visit in asked])
    found = (_gap(visit, states[visit.source].rhythm, new.get(visit.source, 0), now) for visit in asked)
    sources.add_gaps(db, run_id, [gap for gap in found if gap is not None])


def _after(visit: SourceVisit, before: SourceState, new: int, now: datetime) -> SourceState:
    return replace(visit.state or before, rhythm=_rhythm(visit, before.rhythm, new, now))


def _rhythm(visit: SourceVisit, before: Rhythm, new: int, now: datetime) -> Rhythm:
    if visit.outcome == "failed":
        if visit.reason in OUR_OWN:  # it is asked no less often for that
            return before
        return after_failure(before, now=now, retry_after=visit.retry_after)
    window = None if visit.outcome == "not_modified" else len(visit.items)
    return after_answer(before, now=now, new=new, window=window)


def _gap(visit: SourceVisit, before: Rhythm, new: int, now: datetime) -> Gap | None:
    if visit.outcome != "ok" or before.visited_at is None or visit.state is None or visit.state.kind not in FEEDS:
        return None  # only a feed has a window that rolls on: a sitemap names everything, a page what its editors like
    missing = missed(before, now=now, new=new, window=len(visit.items))
    if missing is None:
        return None
    return Gap(source=visit.source, from_time=before.visited_at, to_time=now, missing=missing)
