"""Joining: whom a list and the configuration or the known world both have is one entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from news.importing.records import merge_names
from news.model import Entity
from news.spelling.scripts import fold_name


def join(known: Sequence[Entity], imported: Iterable[Entity]) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Return the known entities, each with the names of those imported that are it, and {imported id: known id} of these.

    The same is what has the same id, or is of one kind and shares a name that is not weak.
    """
    joined = list(known)
    by_id = {entity.entity_id: place for place, entity in reversed(list(enumerate(joined)))}
    by_name: dict[tuple[str, str], int] = {}
    for place, entity in enumerate(known):
        for name in strong_names(entity):
            by_name.setdefault((entity.kind, name), place)
    passed: dict[str, str] = {}
    for entity in imported:
        shared = (by_name.get((entity.kind, name)) for name in strong_names(entity))
        same = next((found for found in (by_id.get(entity.entity_id), *shared) if found is not None), None)
        if same is not None:
            joined[same] = merge_names(joined[same], entity)
            passed[entity.entity_id] = joined[same].entity_id
    return tuple(joined), passed


def strong_names(entity: Entity) -> list[str]:
    """Return the folded names by which an entity may be the same as another."""
    return [fold_name(name.name) for name in entity.names if name.form == "name" and not name.is_weak]
