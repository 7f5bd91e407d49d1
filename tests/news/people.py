"""Persons beside the known world, and what is found of them: for every test of names."""

from __future__ import annotations

from collections.abc import Mapping

from news.model import Entity, Mention, Name
from news.naming.merging import merge
from news.naming.names import Recogniser
from news.world.known_world import known_world


def everyone(people: Mapping[str, tuple[str, ...]]) -> tuple[Entity, ...]:
    """Return the known world and persons of these ids and names."""
    persons = [
        Entity(entity_id=key, kind="person", names=tuple(Name(name=name) for name in names))
        for key, names in people.items()
    ]
    return merge(known_world(), persons)


def mentions_in(recogniser: Recogniser, title: str, text: str) -> list[Mention]:
    """Return what is found, after a look at every offset."""
    found, _ = recogniser.recognise(title, text)
    for one in found:
        field = title if one.field == "title" else text
        assert field[one.start_char : one.end_char] == one.surface
        assert one.sentence_start <= one.start_char < one.end_char <= one.sentence_end
    return list(found)
