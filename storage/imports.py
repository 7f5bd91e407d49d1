"""Imports: the entities that lists of others gave, each list replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from news.model import Entity, Name
from storage.sql import sql
from storage.store import Store, insert_rows

# Entities sent to the store at once.
PIECE = 20_000


def replace_import(db: Store, origin: str, entities: Sequence[Entity]) -> int:
    """Store what a list gives now in the place of what it gave before; return how many entities that were."""
    row = db.execute(sql("count_imported"), {"origin": origin}).fetchone()
    db.execute(sql("drop_imported_names"), {"origin": origin})
    for start in range(0, len(entities), PIECE):
        rows = [
            {
                "origin": origin,
                "entity_id": entity.entity_id,
                "kind": entity.kind,
                "name": name.name,
                "language": name.language,
                "is_weak": name.is_weak,
            }
            for entity in entities[start : start + PIECE]
            for name in entity.names
        ]
        insert_rows(db, "add_imported_names", rows)
    return int(row[0]) if row else 0


def imported_entities(db: Store) -> list[Entity]:
    """Return all entities that lists gave; one that two lists have comes twice."""
    rows = db.execute(sql("get_imported_names")).fetchall()
    return [
        Entity(
            entity_id=entity_id,
            kind=kind,
            names=tuple(
                Name(name=name, language=language, origin=origin, is_weak=is_weak)
                for *_, name, language, is_weak in names
            ),
        )
        for (origin, entity_id, kind), names in groupby(rows, key=lambda row: row[:3])
    ]
