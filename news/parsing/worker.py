"""The process that parses hostile bytes: forked by the nursery, frames on its pipes.

The kernel ends it: SIGPROF when a job has used its CPU time (even while C code holds the interpreter), SIGALRM when it took
far longer than that, RLIMIT_AS at the memory limit, SIGKILL with its parent. It imports neither Prefect nor DuckDB and
holds no lock.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from news.model import Finding, Refusal
from news.parsing.frames import PATIENCE, answer, read_frame, write_frame

PR_SET_PDEATHSIG = 1  # prctl(2)
# Short enough that the extractor tries all it has, long enough that its language is told by statistics.
_DULL = b"""<html><body><h1>A bridge is closed</h1><p>The mayor said on Monday that the bridge over the river would be
closed for repairs until the end of the month, and that buses would run instead.</p></body></html>"""


def serve(jobs_from: int, answers_to: int, *, parent: int, deadline: float, memory_mb: int) -> None:
    """Answer jobs until the pipe that they come from is closed."""
    _end_with(parent)
    limit_memory(memory_mb)
    with os.fdopen(jobs_from, "rb") as jobs, os.fdopen(answers_to, "wb") as answers:
        while (job := read_frame(jobs)) is not None:
            set_deadline(deadline)
            found = _work(*job)
            set_deadline(0)
            write_frame(answers, answer(found))


def set_deadline(cpu_seconds: float) -> None:
    """Have the kernel end this process when it has worked so long, or waited PATIENCE times as long; 0 takes that back."""
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    signal.setitimer(signal.ITIMER_REAL, cpu_seconds * PATIENCE)


def _end_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before the request took effect
        os._exit(1)


def limit_memory(memory_mb: int) -> None:
    """Allow `memory_mb` of address space beyond what the imports took."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # not Linux: the deadline alone has to do
        return
    limit = pages * resource.getpagesize() + (memory_mb << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def make_ready(job: str) -> None:
    """Import what reads this kind of job; what is forked from here afterwards has it, and its filled tables."""
    read = _reader(job)
    if job == "page":
        read(_DULL, url="https://example.org/1", now=datetime.now(UTC))
    gc.collect()
    gc.freeze()
    # a page's tree is let go by reference counts; looking for cycles every 700 objects costs a tenth of extraction
    gc.set_threshold(50_000, 20, 20)


def _reader(job: str) -> Callable[..., Finding]:
    # imported when first needed: a cycle without new pages never pays for the extractor
    if job == "page":
        from news.articles.page import read_page

        return read_page
    if job == "opml":
        from news.sources.opml import read_opml

        return read_opml
    from news.sources.feed import read_source

    return read_source


def _work(head: dict[str, Any], body: bytes) -> Finding:
    try:
        job = dict(head)
        if "now" in job:
            job["now"] = datetime.fromisoformat(job["now"])
        return _reader(job.pop("job"))(body, **job)
    except MemoryError:
        return Refusal(reason="out_of_memory")
    except RecursionError:
        return Refusal(reason="too_deep")
    except Exception as error:  # noqa: BLE001 - whatever a library raises on a hostile document is its verdict
        return Refusal(reason="unreadable", detail=f"{type(error).__name__}: {error}"[:200])
