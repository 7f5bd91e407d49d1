"""A few workers that parse feeds and pages, each replaced at once when the kernel had to end it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self, cast

from news.model import Finding, Named, Page, ParsedOpml, Refusal
from news.parsing.frames import PATIENCE, finding, read_frame, write_frame

# FAULTS §4: CPU time of one document, and memory beyond what an idle worker has.
DEADLINE_SECONDS, MEMORY_MB = 10.0, 512
# The kernel's timers need no grace; this is for a machine too busy to start the worker.
START_SECONDS = 60.0
# trafilatura's caches grow by some 0.1 MB a page.
JOBS_PER_WORKER = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceJob:
    """A document of a source, of whatever kind it turns out to be; `tag` stays here."""

    url: str
    body: bytes
    content_type: str
    now: datetime
    limit: int
    tag: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class OpmlJob:
    """A list of subscriptions to read; `tag` stays here."""

    body: bytes
    tag: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class PageJob:
    """A page to read; `tag` stays here."""

    url: str
    body: bytes
    now: datetime
    language: str
    feed_title: str
    tag: Any
    content_type: str = ""


Job = SourceJob | OpmlJob | PageJob


class Pool:
    """Workers shared by every thread of this process; ends them on exit."""

    def __init__(
        self, *, size: int | None = None, deadline: float = DEADLINE_SECONDS, memory_mb: int = MEMORY_MB
    ) -> None:
        self._deadline, self._memory_mb = deadline, memory_mb
        self._tasks: queue.SimpleQueue[tuple[Job, queue.SimpleQueue[Any]] | None] = queue.SimpleQueue()
        count = size or max(1, min(os.cpu_count() or 1, 8))
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(timeout=self._deadline + 5)

    def read_sources(self, jobs: Iterable[SourceJob]) -> Iterator[tuple[SourceJob, Named | Refusal]]:
        """Read what sources answered, told apart by looking; yield each with its finding as it completes."""
        return cast(Iterator[tuple[SourceJob, Named | Refusal]], self._spread(jobs))

    def read_opml(self, job: OpmlJob) -> ParsedOpml | Refusal:
        """Read a list of subscriptions."""
        return cast(ParsedOpml | Refusal, next(self._spread([job]))[1])

    def read_pages(self, jobs: Iterable[PageJob]) -> Iterator[tuple[PageJob, Page | Refusal]]:
        """Read pages; yield each with its finding as it completes."""
        return cast(Iterator[tuple[PageJob, Page | Refusal]], self._spread(jobs))

    def _spread(self, jobs: Iterable[Job]) -> Iterator[tuple[Any, Any]]:
        results: queue.SimpleQueue[Any] = queue.SimpleQueue()
        waiting = 0
        for job in jobs:
            self._tasks.put((job, results))
            waiting += 1
        for _ in range(waiting):
            yield results.get()

    def _serve(self) -> None:
        # One thread owns one worker for its life: the kernel ties a child to the thread that forked it.
        worker: _Worker | None = None
        while (task := self._tasks.get()) is not None:
            job, results = task
            if worker is None or worker.is_spent():
                worker = self._replace(worker)
            try:
                results.put((job, worker.work(job)))
            except (OSError, ValueError, KeyError, TypeError) as error:
                results.put((job, worker.verdict(job, error)))
                worker = self._replace(worker, start=False)
        if worker is not None:
            worker.end()

    def _replace(self, worker: _Worker | None, *, start: bool = True) -> _Worker | Any:
        if worker is not None:
            worker.end()
        return _Worker(self._deadline, self._memory_mb) if start else None


class _Worker:
    """One child process and its pipes."""

    def __init__(self, deadline: float, memory_mb: int) -> None:
        self._deadline = deadline
        self._jobs = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "news.parsing.worker", str(deadline), str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        self._started = self._is_full = False

    def is_spent(self) -> bool:
        """Say whether the worker has done its share, or is gone."""
        return self._is_full or self._jobs >= JOBS_PER_WORKER or self._process.poll() is not None

    def work(self, job: Job) -> Finding:
        """Send a job and return its finding; raises OSError or ValueError when the worker is lost."""
        self._jobs += 1
        # the kernel's timers in the child are the deadline; this one is for a child that cannot even be scheduled
        watchdog = threading.Timer(self._deadline * PATIENCE + START_SECONDS, self._process.kill)
        watchdog.start()
        try:
            if not self._started:
                self._started = read_frame(self._from) is not None
            write_frame(self._to, _head(job), job.body)
            reply = read_frame(self._from)
        finally:
            watchdog.cancel()
        if reply is None:
            raise ConnectionError("the worker is gone")
        found = finding(reply[0])
        # what filled the memory may stay in pieces: the next document gets a fresh worker
        self._is_full = isinstance(found, Refusal) and found.reason == "out_of_memory"
        return found

    def verdict(self, job: Job, error: Exception) -> Refusal:
        """Return what the way in which the worker ended says of the document."""
        self._process.kill() if not isinstance(error, OSError) else None
        code = self._process.wait()
        if code in (-signal.SIGPROF, -signal.SIGALRM):
            return Refusal(reason="extract_timeout" if isinstance(job, PageJob) else "parse_timeout")
        return Refusal(reason="worker_crashed", detail=f"exit {code}, {type(error).__name__}")

    def end(self) -> None:
        """Close the pipes and end the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            try:
                pipe.close()
            except OSError:  # what was in the buffer has no reader any more
                continue


def _head(job: Job) -> dict[str, Any]:
    if isinstance(job, OpmlJob):
        return {"job": "opml"}
    common = {"url": job.url, "now": job.now.isoformat()}
    if isinstance(job, PageJob):
        told = {"content_type": job.content_type, "language": job.language, "feed_title": job.feed_title}
        return {"job": "page", **common, **told}
    return {"job": "source", **common, "content_type": job.content_type, "limit": job.limit}
