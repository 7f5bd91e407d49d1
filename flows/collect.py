"""Fetch: due items become pages in an archive, a batch at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.run import Run
from news.fetching.request import Request, origin
from news.model import Fetched, Reply
from storage.archive import ArchiveWriter, leftover, read_archive
from storage.queue import DueItem

# DESIGN §4: a batch is at most 200 items or 60 seconds.
BATCH_ITEMS = 200
BATCH_SECONDS = 60.0
# Its replies are held until they are stored: beyond this the rest makes another.
BATCH_BYTES = 64 << 20

_NO_LINK = Fetched(visits=(), reason="no_link", detail="its source gives no address that could be fetched")


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """One item and what came of its URL; a reply lies in `archive_file` at `offset`."""

    item: DueItem
    fetched: Fetched
    archive_file: str = ""
    offset: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What one transaction will hold. `archive_file` is empty when nothing was archived."""

    arrivals: tuple[Arrival, ...]
    archive_file: str = ""
    salvaged: Path | None = None  # a torn file to remove once its pages are stored


def recovered(run: Run, due: Sequence[DueItem], loaded: set[str]) -> Iterator[Batch]:
    """Yield pages that a killed run had fetched and not stored, so that they need not be fetched again."""
    by_key = {item.key: item for item in due}
    for number, path in enumerate(leftover(run.settings.archive_folder, loaded)):
        yield _salvage(run, path, by_key, number) if path.suffix == ".part" else _whole(path, by_key)


def _whole(path: Path, by_key: dict[str, DueItem]) -> Batch:
    arrivals = [
        Arrival(
            item=by_key.pop(found.key),
            fetched=_as_fetched(found.reply),
            archive_file=path.name,
            offset=found.offset,
        )
        for found in read_archive(path)
        if found.key in by_key
    ]
    return Batch(arrivals=tuple(arrivals), archive_file=path.name)


def _salvage(run: Run, path: Path, by_key: dict[str, DueItem], number: int) -> Batch:
    found = [(by_key.pop(one.key), one.reply) for one in read_archive(path) if one.key in by_key]
    if not found:
        return Batch(arrivals=(), salvaged=path)
    with _writer(run, number, prefix="salvaged") as writer:
        arrivals = [_archive(writer, item, _as_fetched(reply)) for item, reply in found]
    return Batch(arrivals=tuple(arrivals), archive_file=writer.name, salvaged=path)


def _as_fetched(reply: Reply) -> Fetched:
    return Fetched(visits=(), reply=reply)


def fetched(run: Run, due: Sequence[DueItem]) -> Iterator[Batch]:
    """Fetch due items and yield them in batches, archived; what arrives is on disk before anything reads it."""
    if unlinked := [Arrival(item=item, fetched=_NO_LINK) for item in due if not item.url]:
        yield Batch(arrivals=tuple(unlinked))
    items = {item.key: item for item in due if item.url}
    requests = {_request(run, item): item for item in items.values()}
    stream = ((requests[request], reply) for request, reply in run.web.get_many(requests))
    number = 0
    while batch := _next_batch(run, stream, number):
        yield batch
        number += 1


def _request(run: Run, item: DueItem) -> Request:
    # what opens a source's feed opens its pages, but nobody else's that the feed may name
    source = run.source(item.source)
    is_own = source is not None and origin(source.url) == origin(item.url)
    headers = run.headers.get(item.source, {}) if is_own else {}
    return Request(url=item.url, source=item.source, kind="page", headers=headers)


def _next_batch(run: Run, stream: Iterator[tuple[DueItem, Fetched]], number: int) -> Batch | None:
    first = next(stream, None)
    if first is None:
        return None
    started = time.monotonic()
    with _writer(run, number) as writer:
        arrivals, held = [_archive(writer, *first)], first[1].size
        while len(arrivals) < BATCH_ITEMS and held < BATCH_BYTES and time.monotonic() - started < BATCH_SECONDS:
            following = next(stream, None)
            if following is None:
                break
            arrivals.append(_archive(writer, *following))
            held += following[1].size
    return Batch(arrivals=tuple(arrivals), archive_file=writer.name)


def _writer(run: Run, number: int, prefix: str = "batch") -> ArchiveWriter:
    return ArchiveWriter(run.settings.archive_folder, f"{prefix}-{run.run_id}-{number:04d}")


def _archive(writer: ArchiveWriter, item: DueItem, fetched: Fetched) -> Arrival:
    if fetched.reply is None:
        return Arrival(item=item, fetched=fetched)
    offset = writer.add(fetched.reply, source=item.source, key=item.key, first_url=item.url)
    return Arrival(item=item, fetched=fetched, archive_file=writer.name, offset=offset)
