"""The lexicon of the imported lists: a file beside the store, made once for what they hold and mapped by each run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flows.resolver import lexicon_version
from news.lexicon.building import build
from news.lexicon.file import LexiconDamaged
from news.lexicon.lexicon import Lexicon
from storage.durable import sync_folder
from storage.errors import from_os_error
from storage.imports import imported_entities, imports_version
from storage.store import Store

Progress = Callable[[str], None]


def map_lexicon(db: Store, folder: Path, progress: Progress = lambda line: None) -> tuple[Lexicon | None, str]:
    """Return the entities of imported lists as a store has them, and their version: None and an empty string for none.

    The file is made when there is none, and made anew when it is torn or from other lists or rules. The store that is open
    keeps every other process from making it at the same time. Raises StoreError.
    """
    lists = imports_version(db)
    if not lists:
        return None, ""
    file = folder / f"names-{lexicon_version(lists)}.lexicon"
    try:
        return Lexicon.open(file), lists
    except (FileNotFoundError, LexiconDamaged):
        _make(db, file, progress)
    return Lexicon.open(file), lists


def _make(db: Store, file: Path, progress: Progress) -> None:
    part = file.with_suffix(".part")
    progress("names of imported lists are made ready to be looked for")
    try:
        build(imported_entities(db), part, progress)
        part.rename(file)
        sync_folder(file.parent)
    except OSError as error:
        raise from_os_error(file, error) from error


def sweep(folder: Path, lists: str) -> None:
    """Remove the lexicons of other lists and rules, and what was left of one by a run that was killed."""
    kept = f"names-{lexicon_version(lists)}.lexicon"
    for file in (*folder.glob("names-*.lexicon"), *folder.glob("names-*.part")):
        if file.name != kept:
            file.unlink(missing_ok=True)


def link_lexicons(folder: Path, other: Path) -> None:
    """Let another folder have the lexicons too: they are never changed, and need not be copied."""
    for file in folder.glob("names-*.lexicon"):
        (other / file.name).symlink_to(file.resolve())
