"""One run at a time, guarded by the kernel: a lock that dies with its holder, however the holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from news.errors import NewsError


class AlreadyRunning(NewsError):
    """Another process holds the lock; `pid` and `since` are what it wrote when it took it, `doing` is what it does."""

    exit_code = 0  # nothing is wrong: the work is being done

    def __init__(self, pid: str, since: str, doing: str) -> None:
        super().__init__(f"already {doing} (pid {pid}, since {since})")
        self.pid = pid
        self.since = since


@contextmanager
def exclusive(path: Path, now: datetime, *, doing: str = "running") -> Iterator[None]:
    """Hold the lock file at `path`, or raise AlreadyRunning at once.

    flock(2) belongs to the open file, is not inherited through exec (PEP 446) and ends with the process, so no
    lock is ever left behind; the file itself stays, because removing it would let two holders lock two files.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, doing)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {now.isoformat(timespec='seconds')}".encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, doing: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        pid, _, since = os.pread(handle, 100, 0).decode("utf-8", "replace").partition(" ")
        raise AlreadyRunning(pid or "unknown", since or "unknown", doing) from error
