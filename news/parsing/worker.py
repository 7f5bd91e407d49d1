"""The process that parses hostile bytes: `python -m news.parsing.worker DEADLINE MEMORY_MB`, frames on its pipes.

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
from datetime import datetime
from pathlib import Path
from typing import Any

from news.model import Finding, Refusal
from news.parsing.frames import PATIENCE, answer, read_frame, write_frame

PR_SET_PDEATHSIG = 1  # prctl(2)


def main() -> None:
    """Answer jobs until the parent closes the pipe."""
    deadline, memory_mb = float(sys.argv[1]), int(sys.argv[2])
    _end_with_parent()
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _silence()
    _limit_memory(memory_mb)
    _collect_rarely()
    write_frame(answers, {"kind": "ready", "value": {}})
    while (job := read_frame(jobs)) is not None:
        _set_deadline(deadline)
        found = _work(*job)
        _set_deadline(0)
        write_frame(answers, answer(found))


def _set_deadline(cpu_seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    signal.setitimer(signal.ITIMER_REAL, cpu_seconds * PATIENCE)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:  # the parent was gone before the request took effect
        os._exit(1)


def _silence() -> None:
    # whatever a library prints must not end up between two frames
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _limit_memory(memory_mb: int) -> None:
    """Allow `memory_mb` of address space beyond what the imports took."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # not Linux: the deadline alone has to do
        return
    limit = pages * resource.getpagesize() + (memory_mb << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _collect_rarely() -> None:
    # a page's tree is let go by reference counts; looking for cycles every 700 objects costs a tenth of extraction
    gc.freeze()
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


if __name__ == "__main__":
    main()
