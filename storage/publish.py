"""Publish: what people query is a copy of the store, put in place whole."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from pathlib import Path

import duckdb

from storage.sql import sql
from storage.store import open_store

_FICLONE = 0x40049409  # ioctl_ficlone(2)


def publish(store: Path, history: Path) -> bool:
    """Put a copy of the store in the history's place, unless nothing changed since; return whether it did.

    The order is DESIGN §3's: checkpoint and close, copy, fsync, mode 0444, rename, unlink the WAL that a reader may have
    left (it would be replayed into the new file), fsync the folder. A crash at any point leaves the old file or the new.
    """
    with open_store(store) as db:
        number = _publication(db)
        db.execute("CHECKPOINT")
    if history.exists() and not _wal(history).exists() and _published(history) == number:
        return False
    for stray in history.parent.glob(f".{history.name}.*.tmp"):
        stray.unlink(missing_ok=True)
    _replace(store, history)
    return True


def _wal(history: Path) -> Path:
    return history.with_name(history.name + ".wal")


def _publication(db: duckdb.DuckDBPyConnection) -> str:
    row = db.execute(sql("get_setting"), {"key": "publication"}).fetchone()
    return str(row[0]) if row else ""


def _published(history: Path) -> str | None:
    try:
        with duckdb.connect(str(history), read_only=True) as db:
            return _publication(db)
    except duckdb.Error:  # somebody writes to it or has damaged it: either way it is replaced
        return None


def _replace(store: Path, history: Path) -> None:
    temporary = history.with_name(f".{history.name}.{os.getpid()}.tmp")
    _copy(store, temporary)
    temporary.chmod(0o444)
    temporary.rename(history)
    _wal(history).unlink(missing_ok=True)
    folder = os.open(history.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reader, target.open("wb") as writer:
        try:
            fcntl.ioctl(writer, _FICLONE, reader.fileno())
        except OSError as error:
            if error.errno not in (errno.EOPNOTSUPP, errno.ENOTTY, errno.EXDEV, errno.EINVAL, errno.ENOSYS):
                raise
            shutil.copyfileobj(reader, writer, 1 << 20)
        writer.flush()
        os.fsync(writer.fileno())
