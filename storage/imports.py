"""Imports: the entities that lists of others gave, each list replaced as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, groupby
from operator import itemgetter

from news.importing.records import merge_names
from news.model import Entity, Kind, Name
from storage.sql import sql
from storage.store import Store, insert_rows

# Entities sent to the store at once, and names read from it.
PIECE = 20_000


def replace_import(db: Store, origin: str, entities: Sequence[Entity]) -> int:
    """Store what a list gives now in the place of what it gave before; return how many entities that were."""
    row = db.execute(sql("get_imported_list"), {"origin": origin}).fetchone()
    db.execute(sql("drop_imported_names"), {"origin": origin})
    digest = hashlib.sha256()
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
        digest.update("\n".join("\t".join(map(str, row.values())) for row in rows).encode())
        insert_rows(db, "add_imported_names", rows)
    if entities:
        known = {"origin": origin, "digest": digest.hexdigest(), "entities": len(entities)}
        db.execute(sql("set_imported_list"), known)
    else:
        db.execute(sql("drop_imported_list"), {"origin": origin})
    return int(row[0]) if row else 0


def imports_version(db: Store) -> str:
    """Return a hash that changes with what lists gave; an empty string when none gives anything."""
    lists = db.execute(sql("imported_lists")).fetchall()
    return hashlib.sha256(repr(lists).encode()).hexdigest()[:16] if lists else ""


def list_entities(db: Store, origin: str) -> list[Entity]:
    """Return the entities that one list gave."""
    rows = db.execute(sql("names_of_list"), {"origin": origin}).fetchall()
    return [_merged(entity_id, kind, names) for (entity_id, kind), names in groupby(rows, key=itemgetter(0, 1))]


def imported_entities(db: Store) -> Iterator[Entity]:
    """Yield the entities that lists gave, in the lists' order; one that two lists have is one, with the names of both.

    Nothing else may be asked of this connection meanwhile: a list is read a piece at a time.
    """
    db.execute(sql("imported_names"))
    rows = chain.from_iterable(iter(lambda: db.fetchmany(PIECE), []))
    for (entity_id, kind), names in groupby(rows, key=itemgetter(0, 1)):
        yield _merged(entity_id, kind, names)


def _merged(entity_id: str, kind: Kind, rows: Iterable[tuple[str, ...]]) -> Entity:
    lists = [
        Entity(
            entity_id=entity_id,
            kind=kind,
            names=tuple(
                Name(name=name, language=language, origin=origin, is_weak=bool(is_weak))
                for *_, name, language, _, is_weak in names
            ),
        )
        for origin, names in groupby(rows, key=itemgetter(4))
    ]
    return reduce(merge_names, lists)
