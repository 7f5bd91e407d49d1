"""Joining: whom a list and the configuration or the known world both have is one entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from news.importing.records import merge_names
from news.model import Entity
from news.spelling.scripts import fold_name


def join(known: Sequence[Entity], imported: Iterable[Entity]) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Return the known entities, each with the names of those imported that are it, and the others behind them.

    The same is what has the same id, or is of one kind and shares a name that is not weak. Also returns {imported id: known
    id} of those that came under another id.
    """
    joined = list(known)
    by_id = {entity.entity_id: place for place, entity in reversed(list(enumerate(joined)))}
    by_name: dict[tuple[str, str], int] = {}
    for place, entity in enumerate(known):
        for folded in _strong_names(entity):
            by_name.setdefault((entity.kind, folded), place)
    passed: dict[str, str] = {}
    for entity in imported:
        place = by_id.get(entity.entity_id, -1)
        if place < 0:
            shared = (by_name.get((entity.kind, folded)) for folded in _strong_names(entity))
            place = next((found for found in shared if found is not None), -1)
        if place < 0:
            by_id[entity.entity_id] = len(joined)
            joined.append(entity)
            continue
        joined[place] = merge_names(joined[place], entity)
        if joined[place].entity_id != entity.entity_id:
            passed[entity.entity_id] = joined[place].entity_id
    return tuple(joined), passed


def _strong_names(entity: Entity) -> Iterable[str]:
    return (fold_name(name.name) for name in entity.names if name.form == "name" and not name.is_weak)
