"""A few workers that parse feeds and pages, each replaced at once when the kernel had to end it."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self, cast

from news.model import Finding, Named, Page, ParsedOpml, Refusal
from news.parsing.frames import PATIENCE, finding, read_frame, write_frame
from news.parsing.nursery import Nursery

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
        self._deadline = deadline
        self._nursery = Nursery(deadline=deadline, memory_mb=memory_mb)
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
        self._nursery.close()

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
        worker: _Worker | None = None
        while (task := self._tasks.get()) is not None:
            job, results = task
            worker, found = self._attend(worker, job)
            results.put((job, found))
        if worker is not None:
            worker.end()

    def _attend(self, worker: _Worker | None, job: Job) -> tuple[_Worker | None, Finding]:
        try:
            worker = self._fit(worker, job)
        except OSError as error:
            return None, Refusal(reason="worker_crashed", detail=f"none could be started: {error}"[:200])
        try:
            return worker, worker.work(job)
        except (OSError, ValueError, KeyError, TypeError) as error:
            return None, worker.verdict(job, error)

    def _fit(self, worker: _Worker | None, job: Job) -> _Worker:
        kind = _kind(job)
        if worker is not None and worker.is_fit_for(kind):
            return worker
        if worker is not None:
            worker.end()
        return _Worker(self._nursery, kind, self._deadline)


class _Worker:
    """One child process and its pipes."""

    def __init__(self, nursery: Nursery, kind: str, deadline: float) -> None:
        self._nursery, self._deadline = nursery, deadline
        self._forked = nursery.fork(kind)
        self._to, self._from = os.fdopen(self._forked.jobs_to, "wb"), os.fdopen(self._forked.answers_from, "rb")
        self._jobs = 0
        self._is_full = False

    def is_fit_for(self, kind: str) -> bool:
        """Say whether the worker is there, was made ready for this kind of job, and has not done its share."""
        said = select.poll()
        said.register(self._from)
        is_gone = bool(said.poll(0))  # an idle worker says nothing but its end
        return kind in self._forked.ready and self._jobs < JOBS_PER_WORKER and not self._is_full and not is_gone

    def work(self, job: Job) -> Finding:
        """Send a job and return its finding; raises OSError or ValueError when the worker is lost."""
        self._jobs += 1
        # the kernel's timers in the child are the deadline; this one is for a child that cannot even be scheduled
        watchdog = threading.Timer(
            self._deadline * PATIENCE + START_SECONDS, os.kill, (self._forked.pid, signal.SIGKILL)
        )
        watchdog.start()
        try:
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
        """End the worker; return what the way in which it ended says of the document."""
        code = self.end()
        if code in (-signal.SIGPROF, -signal.SIGALRM):
            return Refusal(reason="extract_timeout" if isinstance(job, PageJob) else "parse_timeout")
        return Refusal(reason="worker_crashed", detail=f"exit {code}, {type(error).__name__}")

    def end(self) -> int | None:
        """Close the pipes and end the process; return how it ended, or None when nobody is left to say."""
        try:
            return self._nursery.end(self._forked.pid)
        except OSError:
            return None
        finally:
            for pipe in (self._to, self._from):
                with contextlib.suppress(OSError):  # what was in the buffer has no reader any more
                    pipe.close()


def _kind(job: Job) -> str:
    if isinstance(job, OpmlJob):
        return "opml"
    return "page" if isinstance(job, PageJob) else "source"


def _head(job: Job) -> dict[str, Any]:
    if isinstance(job, OpmlJob):
        return {"job": _kind(job)}
    common = {"job": _kind(job), "url": job.url, "now": job.now.isoformat()}
    if isinstance(job, PageJob):
        told = {"content_type": job.content_type, "language": job.language, "feed_title": job.feed_title}
        return {**common, **told}
    return {**common, "content_type": job.content_type, "limit": job.limit}
