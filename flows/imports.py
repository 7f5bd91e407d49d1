"""Imports: lists of others into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.knowledge import learn, told_by
from flows.lexicon import Progress
from flows.lock import AlreadyRunning, exclusive
from flows.matches import sync
from news.configuring.settings import Settings
from news.errors import NewsError
from news.importing.lists import EntityList, read_list
from news.importing.records import Format
from news.parsing.pool import Pool
from storage import imports
from storage.publish import publish
from storage.store import check_free_space, open_store, transaction


class NotImported(NewsError):
    """A run is at work, so nothing was imported."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportSummary:
    """What a list holds, how many of its entities were known before under their own name or id, how many it gave before."""

    found: EntityList
    joined: int
    before: int


def import_list(
    settings: Settings,
    path: Path,
    *,
    name: str,
    format: Format | None,  # noqa: A002 - the option's name
    dry_run: bool,
    now: Callable[[], datetime],
    progress: Progress = lambda line: None,
) -> ImportSummary:
    """Replace what the list called `name` gave before by what its file holds now; a dry run only reads it.

    Raises BadList for a file that is no list, NotImported while a run is at work, StoreError or SettingsError.
    """
    origin = f"import:{name}"
    found = read_list(path, origin=origin, format=format)
    if dry_run:
        return ImportSummary(found=found, joined=0, before=0)
    progress(f"{len(found.entities):,} entities read")
    with importing(settings, now()) as pool:
        return replace_list(settings, found, origin, now(), pool, progress)


@contextmanager
def importing(settings: Settings, now: datetime) -> Iterator[Pool]:
    """Hold the place of a run, with room on the disk; yields parsers. Raises NotImported while a run is at work."""
    settings.directory.mkdir(parents=True, exist_ok=True)
    check_free_space(settings.store_file)
    try:
        with exclusive(settings.lock_file, now), Pool() as pool:
            yield pool
    except AlreadyRunning as error:
        raise NotImported(f"{error}: nothing was imported; try again when it is done") from error


def replace_list(
    settings: Settings,
    found: EntityList,
    origin: str,
    now: datetime,
    pool: Pool,
    progress: Progress = lambda line: None,
) -> ImportSummary:
    """Store a list in the place of what its origin gave before, and publish; the caller holds the place of a run."""
    with open_store(settings.store_file) as db, transaction(db):
        before = imports.replace_import(db, origin, found.entities)
        knowledge = learn(settings, pool, now, told_by(db, settings.directory, progress))
        progress("who is known is brought up to date")
        sync(db, settings, knowledge)
    publish(settings.store_file, settings.history_file)
    joined = sum(one.entity_id in knowledge.successors for one in found.entities)
    return ImportSummary(found=found, joined=joined, before=before)
