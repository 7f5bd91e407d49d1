"""What can go wrong with the store and the history, each in one line for people."""

from __future__ import annotations

import errno
from pathlib import Path

from news.errors import NewsError


class StoreError(NewsError):
    """The store cannot be used; `path` is its file."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


class StoreBusy(StoreError):
    """Another process holds the store."""


class StoreDamaged(StoreError):
    """DuckDB cannot read the file."""


class StoreTooNew(StoreError):
    """A later version of Marsad wrote the file."""


class DiskFull(StoreError):
    """Too little room to begin."""


class NotWritable(StoreError):
    """The folder cannot be written to."""

    exit_code = 2


class NoHistory(StoreError):
    """Nothing has been published yet."""

    exit_code = 2


class RowRefused(StoreError):
    """The store refused a value; the transaction is undone, other rows are fine."""


def from_os_error(path: Path, error: OSError) -> StoreError:
    """Return what the operating system's refusal to write at `path` means for people."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritable(path, "cannot be written to; check its permissions or [storage].directory")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path, "no room left on the disk")
    return StoreError(path, error.strerror or str(error))


class SqlRefused(NewsError):
    """A query that is wrong or not allowed."""

    exit_code = 2
