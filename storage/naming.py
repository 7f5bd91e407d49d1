"""New names: where they were seen, and what the user decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from news.model import Entity, Kind, Name
from news.naming.told import Told
from storage.history import Row, rows
from storage.sql import sql
from storage.store import Store, insert_rows

# So many outlets must have a name on their own before it is shown.
OUTLETS = 3
# Days for which a candidate that no article has is remembered; articles that come with a name.
REMEMBERED_DAYS, LISTED = 30, 20
State = Literal["accepted", "merged", "rejected"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """A new name in an article."""

    name_id: str
    name: str
    article_id: str
    kind: Kind
    mentions: int
    evidence: str
    sentence: str
    seen_at: datetime


def add_sightings(db: Store, sightings: Sequence[Sighting]) -> None:
    """Record the new names of a batch's articles."""
    names = [{"name_id": one.name_id, "name": one.name, "kind": one.kind, "seen_at": one.seen_at} for one in sightings]
    insert_rows(db, "add_new_names", names)
    insert_rows(
        db,
        "add_name_sightings",
        [
            {
                "name_id": one.name_id,
                "article_id": one.article_id,
                "kind": one.kind,
                "mentions": one.mentions,
                "evidence": one.evidence,
                "sentence": one.sentence,
            }
            for one in sightings
        ],
    )


def forget_names(db: Store, now: datetime) -> None:
    """Forget candidates that no article has had for a month."""
    db.execute(sql("forget_name_sightings"), {"now": now})
    db.execute(sql("forget_new_names"), {"now": now})


def confirmed_names(db: Store, *, outlets: int, limit: int) -> list[Row]:
    """Return the names that so many outlets have, copies not counted."""
    return rows(db, "confirmed_names", outlets=outlets, limit=limit)


def untold_names(
    db: Store, *, rule: str, outlets: int, since: datetime, now: datetime, watch: str | None, entities: Sequence[str]
) -> list[Row]:
    """Return the names that so many outlets have since a time, each with its first articles, and that a rule has not told.

    Only such as were seen since the last whole run; with a watch or entities, only articles that match or mention them count.
    """
    asked = {"rule": rule, "outlets": outlets, "since": since, "now": now, "watch": watch, "entities": list(entities)}
    return rows(db, "untold_names", **asked, listed=LISTED)


def new_name(db: Store, name_id: str) -> Row | None:
    """Return a new name and its kind."""
    return next(iter(rows(db, "get_new_name", name_id=name_id)), None)


def decide(db: Store, name_id: str, state: State, *, kind: Kind, entity_id: str, now: datetime) -> None:
    """Record what the user decided about a new name."""
    db.execute(
        sql("decide_name"), {"name_id": name_id, "kind": kind, "state": state, "entity_id": entity_id, "now": now}
    )


def told_names(db: Store) -> Told:
    """Return what the user's decisions say of names."""
    accepted: list[Entity] = []
    merged: dict[str, tuple[Name, ...]] = {}
    for row in rows(db, "decided_names"):
        name = Name(name=row["name"], origin="accepted")
        if row["state"] == "accepted":
            accepted.append(Entity(entity_id=row["entity_id"], kind=row["kind"], names=(name,)))
        else:
            merged[row["entity_id"]] = (*merged.get(row["entity_id"], ()), name)
    return Told(accepted=accepted, further=merged)
