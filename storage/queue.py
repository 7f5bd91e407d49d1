"""The queue of items: what sources named, what is due, and how each ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from news.model import Entry, Published, Validators, Visit
from storage.sources import SourceState
from storage.sql import sql
from storage.store import Store, insert_rows


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedItem:
    """An entry under the identity of its URL."""

    key: str
    source: str
    entry: Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceVisit:
    """What a visit to one source brought: its requests, items, and validators to keep with them.

    `outcome` is ok, not_modified, failed, or waiting for a source that was not asked. `state` is what to remember of the
    source, but for its rhythm, which follows from what was new; `retry_after` is what a failure asked for, in seconds.
    """

    source: str
    url: str
    outcome: str
    reason: str
    visits: tuple[Visit, ...] = ()
    items: tuple[NamedItem, ...] = ()
    validators: Validators | None = None
    state: SourceState | None = None
    retry_after: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DueItem:
    """An item to fetch now. `article_id` is set when it is stored already."""

    key: str
    url: str
    source: str
    state: str = "queued"
    tries: int = 0
    article_id: str | None = None
    refetches: int = 0
    first_failed_at: datetime | None = None
    entry: Entry = field(default_factory=lambda: Entry(url=""))


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """Where an item stands after a batch, and how that counts in the run."""

    key: str
    outcome: str
    reason: str
    detail: str
    state: str
    tries: int
    next_try_at: datetime | None
    first_failed_at: datetime | None
    refetches: int
    article_id: str | None


def get_validators(db: Store, addresses: Mapping[str, str], now: datetime) -> dict[str, Validators]:
    """Return what each source of (name, URL) may send back to its feed, none older than a day."""
    asked = [{"source": source, "url": url} for source, url in addresses.items()]
    rows = insert_rows(db, "get_validators", asked, now=now)
    return {source: Validators(etag=etag, last_modified=modified) for source, etag, modified in rows}


def add_visits(db: Store, run_id: str, visits: Iterable[Visit]) -> None:
    """Record requests of a run."""
    insert_rows(
        db,
        "add_visits",
        [
            {
                "run_id": run_id,
                "source": visit.source,
                "url": visit.url,
                "at_time": visit.at_time,
                "outcome": visit.outcome,
                "reason": visit.reason,
                "detail": visit.detail,
                "status": visit.status,
                "bytes": visit.bytes,
                "seconds": visit.seconds,
            }
            for visit in visits
        ],
    )


def queue_visits(
    db: Store,
    run_id: str,
    visits: Sequence[SourceVisit],
    sources: Sequence[str],
    now: datetime,
    *,
    configured: Sequence[str] = (),
) -> list[tuple[str, str]]:
    """Store what the sources named, with their validators; return (article, source) pairs seen for the first time.

    `sources` are those of the run, `configured` all others too that still name items. Called inside one transaction:
    validators never stand without the items they vouch for.
    """
    add_visits(db, run_id, (row for visit in visits for row in visit.visits))
    insert_rows(db, "add_run_sources", [_source_row(run_id, visit) for visit in visits])
    rows = [_item_row(item, now) for visit in visits for item in visit.items]
    # the first source to name an item is the one that counts it
    insert_rows(db, "add_items", list({row["key"]: row for row in reversed(rows)}.values()))
    insert_rows(
        db,
        "add_named",
        [{"run_id": run_id, "source": item.source, "key": item.key} for visit in visits for item in visit.items],
    )
    db.execute(sql("add_namings"), {"run_id": run_id})
    db.execute(sql("adopt_items"), {"sources": sorted({*sources, *configured})})
    insert_rows(db, "restamp_items", rows, now=now)
    insert_rows(db, "set_validators", [_validator_row(visit, now) for visit in visits if visit.validators])
    db.execute(sql("name_due"), {"run_id": run_id, "now": now, "sources": list(sources)})
    db.execute(sql("settle_known"), {"run_id": run_id, "now": now})
    db.execute(sql("settle_waiting"), {"run_id": run_id, "now": now})
    return add_sightings(db, run_id, now)


def due_items(db: Store, sources: Sequence[str], now: datetime) -> list[DueItem]:
    """Return what to fetch in this run, oldest first."""
    rows = db.execute(sql("due_items"), {"now": now, "sources": list(sources)}).fetchall()
    return [
        DueItem(
            key=key,
            url=url,
            source=source,
            state=state,
            tries=tries,
            article_id=article_id,
            refetches=refetches,
            first_failed_at=first_failed_at,
            entry=_entry(url, entry),
        )
        for key, url, source, state, tries, article_id, refetches, first_failed_at, entry in rows
    ]


def settle(db: Store, run_id: str, settled: Sequence[Settled]) -> None:
    """Move items on in the queue and record how each ended in this run."""
    insert_rows(
        db,
        "settle_items",
        [
            {
                "key": item.key,
                "state": item.state,
                "tries": item.tries,
                "next_try_at": item.next_try_at,
                "first_failed_at": item.first_failed_at,
                "refetches": item.refetches,
                "article_id": item.article_id,
                "reason": item.reason,
            }
            for item in settled
        ],
    )
    insert_rows(
        db,
        "add_outcomes",
        [
            {
                "run_id": run_id,
                "key": item.key,
                "outcome": item.outcome,
                "reason": item.reason,
                "detail": item.detail,
            }
            for item in settled
        ],
    )


def add_sightings(db: Store, run_id: str, now: datetime) -> list[tuple[str, str]]:
    """Record who named the stored articles that this run had to do with; return the (article, source) pairs that are new."""
    return db.execute(sql("add_sightings"), {"run_id": run_id, "now": now}).fetchall()


def sources_of(db: Store, led_to: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the sources that ever named each article, of (article, key of an item that led to it)."""
    found: dict[str, set[str]] = {}
    for article_id, source in insert_rows(db, "sources_of", [{"article_id": one, "key": key} for one, key in led_to]):
        found.setdefault(article_id, set()).add(source)
    return found


def _source_row(run_id: str, visit: SourceVisit) -> dict[str, object]:
    return {"run_id": run_id, "source": visit.source, "outcome": visit.outcome, "reason": visit.reason}


def _validator_row(visit: SourceVisit, now: datetime) -> dict[str, object]:
    assert visit.validators is not None
    return {
        "source": visit.source,
        "url": visit.url,
        "etag": visit.validators.etag,
        "last_modified": visit.validators.last_modified,
        "stored_at": now,
    }


def _item_row(item: NamedItem, now: datetime) -> dict[str, object]:
    entry = item.entry
    return {
        "key": item.key,
        "url": entry.url,
        "source": item.source,
        "stamp": entry.stamp,
        "guid": entry.guid,
        "first_seen_at": now,
        "entry": {
            "title": entry.title,
            "author": entry.author,
            "text": entry.text if entry.text_is_full else "",
            "day": entry.published.day,
            "at": entry.published.at,
            "origin": entry.published.origin,
            "raw": entry.published.raw,
            "confidence": entry.published.confidence,
        },
    }


def _entry(url: str, text: str | None) -> Entry:
    told: Mapping[str, Any] = json.loads(text) if text else {}
    day, at = told.get("day"), told.get("at")
    return Entry(
        url=url,
        title=told.get("title", ""),
        author=told.get("author", ""),
        text=told.get("text", ""),
        text_is_full=bool(told.get("text")),
        published=Published(
            day=datetime.fromisoformat(day).date() if day else None,
            at=datetime.fromisoformat(at) if at else None,
            origin=told.get("origin", "none"),
            raw=told.get("raw", ""),
            confidence=told.get("confidence", 0.0),
        ),
    )
