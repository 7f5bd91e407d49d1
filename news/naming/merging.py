"""Merge: configured entities take the names of the built-in ones that they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from news.model import Entity
from news.naming.variants import add_transliterations
from news.spelling.scripts import fold_name


def merge(world: Iterable[Entity], configured: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the configured entities first, each with the names of the built-in of its kind that shares one.

    Persons among them also get names in the script they lack.
    """
    builtin = list(world)
    merged = [_absorb(one, builtin) for one in configured]
    return (*add_transliterations(merged, builtin), *builtin)


def successors(world: Iterable[Entity], configured: Sequence[Entity]) -> dict[str, str]:
    """Return {id of a built-in entity: id of the configured one whose names `merge` adds its own to}."""
    builtin = list(world)
    return {other.entity_id: one.entity_id for one in configured for other in _taken(one, builtin)}


def _taken(entity: Entity, builtin: list[Entity]) -> list[Entity]:
    """Take out of the built-in entities those that are this one."""
    own = {fold_name(name.name) for name in entity.names}
    taken = [one for one in builtin if one.kind == entity.kind and _shares(one, own)]
    for one in taken:
        builtin.remove(one)
    return taken


def _absorb(entity: Entity, builtin: list[Entity]) -> Entity:
    own = {fold_name(name.name) for name in entity.names}
    names, offices = list(entity.names), entity.offices
    for other in _taken(entity, builtin):
        offices += other.offices
        names += [name for name in other.names if fold_name(name.name) not in own or name.form == "nisba"]
    return replace(entity, names=tuple(names), offices=offices)


def _shares(entity: Entity, folded: set[str]) -> bool:
    return any(name.form == "name" and fold_name(name.name) in folded for name in entity.names)
