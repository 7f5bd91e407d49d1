"""What can go wrong with the store and the history, each in one line for people."""

from __future__ import annotations

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


class SqlRefused(NewsError):
    """A query that is wrong or not allowed."""

    exit_code = 2
