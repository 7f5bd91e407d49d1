"""Runs: the facts they start from, the counts they close with, and runs that were killed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from news.model import Entity
from storage.sql import sql
from storage.store import Store, insert_rows


def sync_facts(
    db: Store,
    *,
    timezone: str,
    watch_sources: Iterable[tuple[str, str]],
    entities: Sequence[Entity],
    lists: str,
    joined: Collection[str],
    successors: Mapping[str, str],
) -> None:
    """Bring what the views read of the configuration up to date: time zone, watches, who is known.

    Beside `entities` are those of imported lists, as the store has them, but for the ids that are `joined` with others; they
    are written when that or the lists' version, `lists`, has changed: they may be a million.
    `successors` maps entities that are known no longer to those whose mentions and quotes theirs are now.
    """
    insert_rows(db, "set_settings", [{"key": "timezone", "value": timezone}])
    db.execute(sql("clear_watch_sources"))
    insert_rows(db, "add_watch_sources", [{"watch": watch, "source": source} for watch, source in watch_sources])
    insert_rows(db, "add_entities", [{"entity_id": e.entity_id, "kind": e.kind, "name": e.label} for e in entities])
    stands = _stands_listed(db, lists, joined)
    if not stands:
        db.execute(sql("add_imported_entities"), {"joined": list(joined)})
    passed = [{"entity_id": before, "successor": now} for before, now in successors.items()]
    insert_rows(db, "pass_mentions", passed)
    insert_rows(db, "pass_quotes", passed)
    forget_entities(db, entities, joined)
    db.execute(sql("clear_names"), {"keeps_listed": stands, "joined": list(joined)})
    if not stands:
        db.execute(sql("add_imported_to_names"), {"joined": list(joined)})
    insert_rows(
        db,
        "add_names",
        [
            {
                "entity_id": entity.entity_id,
                "name": name.name,
                "language": name.language,
                "origin": name.origin,
                "is_weak": name.is_weak,
                "confidence": name.confidence,
            }
            for entity in entities
            for name in entity.names
        ],
    )
    db.execute(sql("clear_offices"))
    insert_rows(
        db,
        "add_offices",
        [{"entity_id": entity.entity_id, **asdict(office)} for entity in entities for office in entity.offices],
    )


def _stands_listed(db: Store, lists: str, joined: Collection[str]) -> bool:
    """Say whether the entities of lists are written already; remember that they are."""
    version = hashlib.sha256(repr((lists, sorted(joined))).encode()).hexdigest()
    row = db.execute(sql("get_setting"), {"key": "listed"}).fetchone()
    insert_rows(db, "set_settings", [{"key": "listed", "value": version}])
    return row is not None and row[0] == version


def forget_entities(db: Store, known: Sequence[Entity], joined: Collection[str]) -> int:
    """Drop entities that are known no longer and that nothing mentions; return how many.

    Those of imported lists are known, but for the ids that are `joined` with others.
    """
    kept = [entity.entity_id for entity in known]
    return len(db.execute(sql("drop_entities"), {"kept": kept, "joined": list(joined)}).fetchall())


def facts_version(db: Store) -> str:
    """Return the fingerprint of the facts written last, or an empty string."""
    row = db.execute(sql("get_setting"), {"key": "facts"}).fetchone()
    return str(row[0]) if row else ""


def set_facts_version(db: Store, fingerprint: str) -> None:
    """Remember the fingerprint of the facts just written."""
    insert_rows(db, "set_settings", [{"key": "facts", "value": fingerprint}])


def open_runs(db: Store) -> list[tuple[str, datetime]]:
    """Return (run id, start) of runs that were killed before their close."""
    return db.execute(sql("open_runs")).fetchall()


def close_run(
    db: Store,
    run_id: str,
    *,
    started_at: datetime,
    finished_at: datetime,
    state: str,
    alerts: int,
) -> None:
    """Count a run from its items' outcomes and write its row, the last of its rows."""
    db.execute(
        sql("settle_rest"),
        {"run_id": run_id, "reason": "interrupted" if state == "interrupted" else "cycle_deadline"},
    )
    db.execute(sql("count_run_sources"), {"run_id": run_id})
    db.execute(
        sql("add_run"),
        {
            "run_id": run_id,
            "started_at": started_at,
            "finished_at": finished_at,
            "state": state,
            "alerts": alerts,
        },
    )
    db.execute(sql("forget_known"), {"run_id": run_id})
    db.execute(sql("forget_named"), {"run_id": run_id})


def is_eventful(db: Store, run_id: str) -> bool:
    """Say whether a run, before its close, left anything people can see: items not known, a source that turned."""
    row = db.execute(sql("run_was_eventful"), {"run_id": run_id}).fetchone()
    before = {one[0]: (one[1], one[2]) for one in db.execute(sql("last_outcomes"), {"run_id": run_id}).fetchall()}
    now = {one[0]: (one[1], one[2]) for one in run_sources(db, run_id)}
    return bool(row and row[0]) or any(_turned(before.get(source), state) for source, state in now.items())


def _turned(before: tuple[str, str] | None, now: tuple[str, str]) -> bool:
    # a 304 after a 200 is no news, a failure after either is
    return before is None or (before != now and "failed" in (before[0], now[0]))


def bump_publication(db: Store) -> None:
    """Say, in the transaction at hand, that what people see has changed."""
    db.execute(sql("bump_publication"))


def run_sources(db: Store, run_id: str) -> list[tuple[str, str, str, int, int, int, int, int]]:
    """Return (source, outcome, reason, found, new, known, skipped, failed) of a run."""
    return db.execute(sql("get_run_sources"), {"run_id": run_id}).fetchall()


def run_totals(db: Store, run_id: str) -> tuple[str, int, int, int, int]:
    """Return (state, similar, copies, mentions, alerts) of a closed run."""
    row = db.execute(sql("get_run"), {"run_id": run_id}).fetchone()
    assert row is not None
    return row


def run_reasons(db: Store, run_id: str) -> dict[str, dict[str, int]]:
    """Return, for each source, how many items of a run ended with which reason."""
    found: dict[str, dict[str, int]] = {}
    for source, reason, count in db.execute(sql("get_reasons"), {"run_id": run_id}).fetchall():
        found.setdefault(source, {})[reason] = count
    return found


def loaded_archives(db: Store) -> set[str]:
    """Return the names of archive files whose rows are stored."""
    return {name for (name,) in db.execute(sql("loaded_archives")).fetchall()}


def add_archive(db: Store, name: str, now: datetime) -> None:
    """Say, in the transaction that stores its rows, that an archive file is loaded."""
    db.execute(sql("add_archive"), {"archive_file": name, "loaded_at": now})
