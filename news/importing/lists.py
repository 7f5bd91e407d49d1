"""Lists: a file of entities in whatever format it is, packed or not, read within limits."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Literal

from news.importing import opensanctions, table, united_nations, wikidata
from news.importing.records import BadList, Format, Problem, Record, merge_names
from news.model import Entity

# Wikidata's largest item has some megabytes; a million entities is what recognition is made for.
LONGEST_LINE, MOST_ENTITIES = 16 << 20, 1_000_000
# What is read as one document: JSON over several lines, XML.
LARGEST_DOCUMENT = 64 << 20
# Of what is wrong, that much is told; the rest is counted.
PROBLEMS_KEPT = 20
_HEAD = 1 << 16
_Shape = Literal["xml", "json", "table"]


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityList:
    """What a file holds: its entities by id, the first problems, and how many there were."""

    format: Format
    entities: tuple[Entity, ...]
    problems: tuple[Problem, ...]
    problem_count: int


def read_list(path: Path, *, origin: str, format: Format | None = None) -> EntityList:  # noqa: A002 - the option's name
    """Read a file whose format is found by looking, unless it is given; `origin` is kept with each name.

    Bad records are counted and told. Raises BadList for a file that cannot be read, is torn, or is beyond a limit: half a
    list would look like a whole one.
    """
    try:
        with _opened(path) as stream:
            return _read(stream, path, origin, format)
    except (OSError, EOFError, zlib.error) as error:
        raise BadList(path, getattr(error, "strerror", None) or f"cannot be unpacked ({error})") from error
    except UnicodeDecodeError as error:
        raise BadList(path, f"is not in UTF-8 (byte {error.start}); save it as UTF-8") from error


@contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader[Any]]:
    with path.open("rb") as file:
        if file.peek(2)[:2] != b"\x1f\x8b":
            yield file
            return
        with gzip.GzipFile(fileobj=file) as unpacked, io.BufferedReader(unpacked, _HEAD) as stream:
            yield stream


def _read(stream: io.BufferedReader[Any], path: Path, origin: str, given: Format | None) -> EntityList:
    shape = _shape(stream, given)
    if shape == "xml":
        return _gathered("un", united_nations.read_list(_Bounded(stream, path), path), path, origin)
    if shape == "table":
        with io.TextIOWrapper(stream, encoding="utf-8", newline="") as text:
            return _gathered("csv", table.read_rows(text, path), path, origin)
    documents = _documents(stream, path)
    first = next(documents, None)
    if first is None:
        return _gathered(given or "wikidata", (), path, origin)
    found: Format = given or ("opensanctions" if "schema" in _keys(first[1]) else "wikidata")
    reader = opensanctions.read_documents if found == "opensanctions" else wikidata.read_documents
    return _gathered(found, reader(_chain(first, documents)), path, origin)


def _shape(stream: io.BufferedReader[Any], given: Format | None) -> _Shape:
    if given is not None:
        return {"un": "xml", "csv": "table"}.get(given, "json")  # type: ignore[return-value]
    head = stream.peek(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "xml" if head == b"<" else "json" if head in (b"{", b"[") else "table"


def _keys(document: Any) -> Iterable[str]:
    return document if isinstance(document, dict) else ()


def _chain(first: tuple[int, Any], rest: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    yield first
    yield from rest


def _documents(stream: IO[bytes], path: Path) -> Iterator[tuple[int, Any]]:
    """Yield JSON documents with their lines: of a dump one a line, else the whole file's. What is none is None."""
    start = stream.read(LARGEST_DOCUMENT + 1)
    is_whole = len(start) <= LARGEST_DOCUMENT
    whole = _parsed(start) if is_whole else None
    if whole is not None:
        yield from ((1, one) for one in (whole if isinstance(whole, list) else [whole]))
        return
    for number, line in enumerate(_lines(io.BytesIO(start), b"" if is_whole else stream), start=1):
        if len(line) > LONGEST_LINE:
            raise BadList(path, f"line {number} is longer than {LONGEST_LINE >> 20} MB")
        text = line.strip().removeprefix(b"\xef\xbb\xbf").rstrip(b",")
        if text not in (b"", b"[", b"]"):
            document = _parsed(text)
            if document is None and not line.endswith(b"\n"):
                raise BadList(path, f"ends in the middle of line {number}")
            yield number, document


def _lines(start: io.BytesIO, rest: IO[bytes] | bytes) -> Iterator[bytes]:
    while line := start.readline(LONGEST_LINE + 1):
        if not line.endswith(b"\n") and not isinstance(rest, bytes):
            line += rest.readline(LONGEST_LINE + 1)
        yield line
    while not isinstance(rest, bytes) and (line := rest.readline(LONGEST_LINE + 1)):
        yield line


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, a number of a million digits, or nested too deep
        return None


class _Bounded:
    """A stream that ends with BadList where it is longer than a document may be."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream, self._path, self._left = stream, path, LARGEST_DOCUMENT

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(size)
        self._left -= len(found)
        if self._left < 0:
            raise BadList(self._path, f"is larger than {LARGEST_DOCUMENT >> 20} MB")
        return found


def _gathered(found: Format, records: Iterable[Record], path: Path, origin: str) -> EntityList:
    entities: dict[str, Entity] = {}
    problems: list[Problem] = []
    count = 0
    for record in records:
        if isinstance(record, Problem):
            count += 1
            if len(problems) < PROBLEMS_KEPT:
                problems.append(record)
            continue
        known = entities.get(record.entity_id)
        entities[record.entity_id] = merge_names(known, record) if known else record
        if len(entities) > MOST_ENTITIES:
            raise BadList(path, f"holds more than {MOST_ENTITIES:,} entities; import a part of it")
    if problems and not entities:
        raise BadList(path, f"no entity in it; line {problems[0].line}: {problems[0].text}")
    return EntityList(
        format=found,
        entities=tuple(_from(entity, origin) for entity in entities.values()),
        problems=tuple(problems),
        problem_count=count,
    )


def _from(entity: Entity, origin: str) -> Entity:
    return replace(entity, names=tuple(replace(name, origin=origin) for name in entity.names))
