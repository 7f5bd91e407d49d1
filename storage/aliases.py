"""Aliases: an item that its source names at a new address each time is still the item that it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storage.queue import NamedItem, SourceVisit
from storage.store import Store, insert_rows


def with_known_keys(db: Store, visits: Sequence[SourceVisit]) -> list[SourceVisit]:
    """Return the visits with items under the keys by which the same source named them before.

    The same is what has the same id of its own, within its source, and the same headline: an id alone may be used again, and
    some feeds change an address with every answer (FAULTS 57).
    """
    rows = [
        {"source": item.source, "guid": item.entry.guid, "title": item.entry.title, "key": item.key}
        for visit in visits
        for item in visit.items
        if item.entry.guid and item.entry.title
    ]
    known = {(key, source): (first, stamp) for key, source, first, stamp in insert_rows(db, "known_items", rows)}
    return [replace(visit, items=tuple(_named(item, known) for item in visit.items)) for visit in visits]


def _named(item: NamedItem, known: dict[tuple[str, str], tuple[str, str]]) -> NamedItem:
    if (item.key, item.source) not in known:
        return item
    key, stamp = known[item.key, item.source]
    # another address alone is no change of the article
    return replace(item, key=key, entry=replace(item.entry, stamp=stamp))
