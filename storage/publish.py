"""Publish: what people query is a copy of the store, put in place whole, whatever they do to it."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import duckdb

from storage.durable import sync_folder
from storage.errors import from_os_error
from storage.sql import sql
from storage.store import open_store

_FICLONE = 0x40049409  # ioctl_ficlone(2)
_MODE = 0o444
_SECOND = 1_000_000_000  # nanoseconds


def publish(store: Path, history: Path) -> bool:
    """Put a copy of the store in the history's place, unless it stands there untouched; return whether it did.

    The order is DESIGN §3's: checkpoint and close, copy, fsync, mode 0444, rename, unlink the WAL that a session may have
    left, fsync the folder. A crash at any point leaves the old file or the new. Raises StoreError and its kinds.
    """
    try:
        with _at_rest(store) as (number, source):
            if _stands(history, number):
                return False
            _sweep(history)
            _replace(source, history)
        return True
    except OSError as error:
        raise from_os_error(history, error) from error


@contextmanager
def _at_rest(store: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the number of what is to be published, and the store's file: whole, and locked against every other writer."""
    while True:
        with open_store(store) as db:
            number = _publication(db)
            db.execute("CHECKPOINT")
        with store.open("r+b") as source:
            fcntl.lockf(source, fcntl.LOCK_EX)  # the lock that DuckDB takes, too: deliveries write beside a run
            if not _wals(store)[0].exists():  # somebody was faster than the lock, and died
                yield number, source
                return


def _wals(file: Path) -> list[Path]:
    # the second and third stand for a moment while a session of DuckDB 1.5 or later checkpoints
    return [file.with_name(file.name + end) for end in (".wal", ".wal.checkpoint", ".wal.recovery")]


def _publication(db: duckdb.DuckDBPyConnection) -> str:
    row = db.execute(sql("get_setting"), {"key": "publication"}).fetchone()
    return str(row[0]) if row else ""


def _stands(history: Path, number: str) -> bool:
    try:
        facts = history.stat()
    except FileNotFoundError:
        return False
    # we leave a whole second; whoever writes to the file leaves the kernel's nanoseconds
    untouched = stat.S_IMODE(facts.st_mode) == _MODE and facts.st_mtime_ns % _SECOND == 0
    left = [wal for file in (history, history.resolve()) for wal in _wals(file) if wal.exists()]
    return untouched and not left and _published(history) == number


def _published(history: Path) -> str | None:
    try:
        with duckdb.connect(str(history), read_only=True) as db:
            return _publication(db)
    except duckdb.Error:  # somebody writes to it or has damaged it: either way it is replaced
        return None


def _sweep(history: Path) -> None:
    """Remove what dead runs left, and what the link pointed to before; what it points to now may be being opened."""
    for stray in history.parent.glob(f".{history.name}.*"):
        if stray != history.resolve():
            stray.unlink(missing_ok=True)


def _replace(source: BinaryIO, history: Path) -> None:
    temporary = history.with_name(f".{history.name}.{os.getpid()}.tmp")
    try:
        _copy(source, temporary)
        with _writer_of(history) as is_written:
            # A session writes its WAL to the path that it opened, links followed, and may do so at any later time: from
            # now on readers follow a link to a path that it does not know.
            if is_written or history.is_symlink():
                temporary = _link_to(temporary)
            _drop_wals(history)
            temporary.rename(history)
            _drop_wals(history)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(history.parent)


@contextmanager
def _writer_of(history: Path) -> Iterator[bool]:
    """Yield whether a session has the file open for writing; if none has, none can until the block ends."""
    if not history.exists():
        yield False
        return
    with history.open("rb") as file:
        yield not _can_lock(file)


def _can_lock(file: BinaryIO) -> bool:
    try:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # EAGAIN or EACCES, as POSIX leaves it to the system
        return False
    return True


def _link_to(temporary: Path) -> Path:
    file = temporary.with_name(f"{temporary.name.rpartition('.')[0]}.{uuid.uuid4().hex}")
    temporary.rename(file)
    temporary.symlink_to(file.name)
    return temporary


def _drop_wals(history: Path) -> None:
    for wal in _wals(history):
        wal.unlink(missing_ok=True)


def _copy(reader: BinaryIO, target: Path) -> None:
    with target.open("wb") as writer:
        _clone(reader, writer)
        writer.flush()
        second = os.fstat(writer.fileno()).st_mtime_ns // _SECOND * _SECOND
        os.utime(writer.fileno(), ns=(second, second))
        os.fchmod(writer.fileno(), _MODE)
        os.fsync(writer.fileno())


def copy_at_rest(store: Path, folder: Path) -> None:
    """Copy the store, with what a killed session left in its WAL, into a folder while nobody writes; it stays as it is.

    Raises StoreError and its kinds.
    """
    try:
        with store.open("rb") as source, (folder / store.name).open("wb") as target:
            # A writer has DuckDB's exclusive lock on this file from opening to closing, and a delivery is one beside a run.
            # It must not be opened a second time here: closing any handle ends a lock of POSIX.
            fcntl.lockf(source, fcntl.LOCK_SH)
            _clone(source, target)
            for wal in _wals(store):
                if wal.exists():
                    shutil.copyfile(wal, folder / wal.name)
    except OSError as error:
        raise from_os_error(Path(error.filename or store), error) from error


def _clone(reader: BinaryIO, writer: BinaryIO) -> None:
    try:
        fcntl.ioctl(writer, _FICLONE, reader.fileno())
    except OSError as error:
        if error.errno not in (errno.EOPNOTSUPP, errno.ENOTTY, errno.EXDEV, errno.EINVAL, errno.ENOSYS):
            raise
        shutil.copyfileobj(reader, writer, 1 << 20)
