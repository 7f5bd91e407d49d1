"""Building a lexicon: entities one after the other into its file, which holds nothing half when that is cut short."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from news.lexicon.file import Writer, writing
from news.lexicon.index import IndexWriter, Way
from news.lexicon.letters import Hashes, Lines, Places
from news.model import Entity, Name
from news.naming.full_names import has_foreign_word
from news.naming.patterns import spellings
from news.naming.short_names import short_names
from news.spelling.scripts import fold_name

# Entities between two lines of progress, whose spellings are hashed at once: some megabytes.
PIECE = 10_000
_AS_WRITTEN = np.uint64(0xC2B2AE3D27D4EB4F)

Progress = Callable[[str], None]


def build(entities: Iterable[Entity], path: Path, progress: Progress = lambda line: None) -> int:
    """Write a lexicon of entities, each with an id of its own, the one that is meant where two share a name first.

    Returns how many entities it has. The file is on the disk when this returns, and not there when it fails.
    """
    with writing(path) as writer:
        builder = _Builder(writer)
        for entity in entities:
            builder.add(entity)
            if builder.count % PIECE == 0:
                builder.digest()
                progress(f"{builder.count:,} entities made ready to be looked for")
        builder.finish()
    return builder.count


def pack(entity: Entity) -> bytes:
    """Return an entity as a record."""
    names = [[one.name, one.language, one.origin, int(one.is_weak)] for one in entity.names]
    return json.dumps([entity.entity_id, entity.kind, names], ensure_ascii=False, separators=(",", ":")).encode()


def unpack(record: bytes) -> Entity:
    """Return the entity of a record."""
    entity_id, kind, names = json.loads(record)
    return Entity(
        entity_id=entity_id,
        kind=kind,
        names=tuple(
            Name(name=name, language=language, origin=origin, is_weak=bool(is_weak))
            for name, language, origin, is_weak in names
        ),
    )


class _Spelled:
    """Names and the numbers of whose they are."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: list[int] = []

    def add(self, text: str, number: int) -> None:
        self.texts.append(text)
        self._numbers.append(number)

    @property
    def numbers(self) -> Places:
        return np.array(self._numbers, np.int64)


class _Builder:
    def __init__(self, writer: Writer) -> None:
        self._writer, self._index = writer, IndexWriter()
        self._records: list[int] = []
        self._shorts: list[Hashes] = []
        self._spelled: dict[Way, list[tuple[Hashes, Hashes, Places]]] = {Way.SPELLING: [], Way.SKELETON: []}
        self._begin()
        self.count = 0

    def _begin(self) -> None:
        self._plain, self._full, self._foreign = _Spelled(), _Spelled(), _Spelled()
        self._names, self._ids, self._called = _Spelled(), _Spelled(), _Spelled()

    def add(self, entity: Entity) -> None:
        """Write an entity's record, and remember by what it is found."""
        number = self.count
        self.count += 1
        self._records.append(self._writer.size)
        self._writer.append(pack(entity))
        self._ids.add(entity.entity_id, number)
        for name in entity.names:
            if not name.is_weak:
                self._names.add(fold_name(name.name), number)
            for spelling, pattern in spellings(entity, name):
                (self._full if pattern.is_full else self._plain).add(spelling, number)
                if pattern.is_full and has_foreign_word(spelling):
                    self._foreign.add(spelling, number)
        if entity.kind == "person":
            for word in {short.word for short in short_names(entity)}:
                self._called.add(word, number)

    def digest(self) -> None:
        """Hash what was added since last."""
        for way, names in ((Way.NAME, self._names), (Way.ID, self._ids)):
            self._index.add(Lines(names.texts).whole() * np.uint64(way), names.numbers)
        self._shorts.append(Lines(self._called.texts).whole())
        self._digest(Way.SPELLING, self._plain, is_by_sound=False)
        self._digest(Way.SPELLING, self._full, is_by_sound=True)
        self._digest(Way.SKELETON, self._foreign, is_by_sound=True)
        self._begin()

    def _digest(self, way: Way, names: _Spelled, *, is_by_sound: bool) -> None:
        lines = Lines(names.texts)
        begins, ends, last = lines.beginnings(), lines.letters.ends, lines.last_words
        sounds, size = lines.letters.by_sound(), len(lines.letters.codes)
        keys = sounds.between(begins, ends)
        if way is Way.SKELETON:
            keys = lines.letters.twice(way).between(begins + size, ends + size)
        self._index.mark(keys, keys[last])
        # of two entities of one spelling the earlier is meant: where each letter counts, each spelling is one of its own
        same = (sounds if is_by_sound else lines.letters.as_written()).between(begins[last], ends[last])
        spelling = same if is_by_sound else same * _AS_WRITTEN
        self._spelled[way].append((keys[last], spelling, names.numbers[lines.with_words]))

    def finish(self) -> None:
        """Write the index."""
        self.digest()
        self._writer.add("records", np.array([*self._records, self._writer.size], np.uint64))
        for way, parts in self._spelled.items():
            keys, spelling, numbers = (np.concatenate(column) for column in zip(*parts, strict=True))
            parts.clear()
            _, first = np.unique(spelling, return_index=True)  # the first of each: numbers rise
            self._index.add(keys[first], numbers[first])
            if way is Way.SKELETON:
                self._writer.add("skeletons", np.array([len(first)], np.uint64))
        words, counts = np.unique(np.concatenate(self._shorts), return_counts=True)
        self._index.add(words * np.uint64(Way.SHORT), counts)
        self._index.write(self._writer)
