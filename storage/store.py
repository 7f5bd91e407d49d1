"""The live store: opened late, closed early, by one process at a time."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

from storage.errors import DiskFull, NotWritable, RowRefused, StoreBusy, StoreDamaged, StoreError, StoreTooNew
from storage.sql import sql

Store = duckdb.DuckDBPyConnection

# DuckDB asks for pandas at every value it is given, and Python looks for it on disk each time: a tenth of a second for a
# thousand values. None here answers at once (Python's import reference: a module that is None is not found).
if find_spec("pandas") is None:
    sys.modules["pandas"] = None  # type: ignore[assignment]

# Files of this storage version are read by DuckDB 1.5 and 2.x alike.
STORAGE_VERSION = "v1.5.0"
# FAULTS §2.9: stop before writing when less than this is free, or twice the store.
FREE_BYTES = 1 << 30


@contextmanager
def open_store(path: Path, *, wait: float = 30.0) -> Iterator[Store]:
    """Open the store read-write in UTC, migrated to this version; close it when done.

    Waits up to `wait` seconds for another process to let go. Raises StoreBusy, StoreDamaged, StoreTooNew, NotWritable.
    """
    db = _connect(path, wait)
    try:
        db.execute("SET TimeZone = 'UTC'")
        migrate(db, path)
        yield db
    except (duckdb.DataError, duckdb.IntegrityError, duckdb.InvalidInputException) as error:
        raise RowRefused(path, str(error).splitlines()[0]) from error
    except (duckdb.FatalException, duckdb.InternalException, duckdb.IOException, duckdb.TransactionException) as error:
        raise translate(path, error) from error
    finally:
        db.close()


def _connect(path: Path, wait: float) -> Store:
    deadline = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE_VERSION})
        except duckdb.Error as error:
            problem = translate(path, error)
            if not isinstance(problem, StoreBusy) or time.monotonic() > deadline:
                raise problem from error
            time.sleep(0.1)


def translate(path: Path, error: duckdb.Error) -> StoreError:
    """Return what it means for people that DuckDB could not open, read or write a file."""
    # it tells these apart only in its message
    text = str(error)
    if "Could not set lock" in text:
        holder = re.search(r"PID (\d+)", text)
        return StoreBusy(path, f"in use by process {holder[1] if holder else 'unknown'}")
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return DiskFull(path, "no room left on the disk")
    if isinstance(error, duckdb.IOException | duckdb.TransactionException) and re.search(
        r"Permission denied|Read-only file system|Cannot open file", text
    ):
        return NotWritable(path, "cannot be written to; check the folder's permissions or [storage].directory")
    if isinstance(error, duckdb.TransactionException):
        return StoreError(path, text.splitlines()[0])
    return StoreDamaged(path, f"cannot be read: {text.splitlines()[0]}")


@contextmanager
def transaction(db: Store) -> Iterator[None]:
    """Commit what the block did, or nothing of it."""
    db.execute("BEGIN TRANSACTION")
    try:
        yield
        commit(db)
    except BaseException:
        _rollback(db)
        raise


def commit(db: Store) -> None:
    """End the transaction at hand; what it did stands from here on, whatever happens to the process."""
    db.execute("COMMIT")


def _rollback(db: Store) -> None:
    try:
        db.execute("ROLLBACK")
    except duckdb.Error:  # the error that brought us here has ended the transaction already, and is raised
        return


def insert_rows(db: Store, name: str, rows: Sequence[Mapping[str, object]], **parameters: object) -> list[Any]:
    """Run queries/<name>.sql on all rows at once and return its result; no rows, no query.

    The rows travel as one JSON text, typed by from_json in the query: tried, that is 150 times as fast as a list of
    dicts, and a column whose first value is None keeps its type.
    """
    if not rows:
        return []
    text = json.dumps(list(rows), ensure_ascii=False, default=_plain)
    return db.execute(sql(name), {"rows": text, **parameters}).fetchall()


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a row")


def migrate(db: Store, path: Path) -> None:
    """Apply the migrations the file lacks, each in one transaction with its record."""
    db.execute(sql("create_migrations"))
    row = db.execute(sql("last_migration")).fetchone()
    applied = row[0] if row else 0
    known = _migrations()
    if applied > len(known):
        raise StoreTooNew(path, f"was written by a later version of Marsad (schema {applied}, known {len(known)})")
    for number, text in enumerate(known[applied:], start=applied + 1):
        with transaction(db):
            db.execute(text)
            db.execute(sql("add_migration"), {"number": number})


def _migrations() -> list[str]:
    folder = files("storage").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]


def check_free_space(path: Path) -> None:
    """Raise DiskFull when a run might not end, NotWritable when the folder cannot be written to."""
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise NotWritable(path.parent, "cannot be written to; check its permissions or [storage].directory")
    size = path.stat().st_size if path.exists() else 0
    free = shutil.disk_usage(path.parent).free
    if free < max(FREE_BYTES, 2 * size):
        raise DiskFull(path.parent, f"only {free >> 20} MB free; a run needs {max(FREE_BYTES, 2 * size) >> 20} MB")
