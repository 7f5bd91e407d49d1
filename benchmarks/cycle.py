"""What a cycle costs beside extraction alone: `python -m benchmarks.cycle`

CPU seconds of all processes, every saved page once: `marsad run` over HTTP on loopback (the site's own process left out)
against one process that passes the same bytes to trafilatura.bare_extraction, with the cycle's options and with
fast=True, with_metadata=True alone. Then one more cycle in this process, split by step.
"""

from __future__ import annotations

import os
import pkgutil
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.data import need_data, saved_pages
from benchmarks.workspace import served_workspace

ROUNDS = 3
# where each step's time is taken: (module or class, function)
STEPS = {
    "learn: names and examples": ("flows.cycle.learn",),
    "visit (parsing in workers)": ("flows.cycle._visit",),
    "archive": ("flows.collect._archive",),
    "recognise": ("news.naming.names.Recogniser.recognise",),
    "sketch": ("news.comparing.terms.Sketcher.sketch",),
    "signature": ("flows.read.signature",),
    "compare, match and load": ("flows.load._transact",),
    "close": ("flows.close.close_run",),
    "publish and deliver": ("flows.cycle._publish_and_deliver",),
}


def main() -> None:
    """Print the ratios and the split."""
    need_data()
    if sys.argv[1:]:
        {"same": _extract_same, "fast": _extract_fast, "split": _split}[sys.argv[1]]()
        return
    pages = saved_pages()
    print(f"{len(pages)} pages, {sum(len(page.body) for page in pages) / 1e6:.1f} MB; best of {ROUNDS}\n")
    cycle = min(_cycle_cost() for _ in range(ROUNDS))
    same = min(_cost([sys.executable, "-m", "benchmarks.cycle", "same"]) for _ in range(ROUNDS))
    fast = min(_cost([sys.executable, "-m", "benchmarks.cycle", "fast"]) for _ in range(ROUNDS))
    print(f"{'':44}{'CPU s':>8}{'ratio':>8}")
    print(f"{'marsad run':44}{cycle:8.2f}{'':>8}")
    print(f"{'bare_extraction, the same options':44}{same:8.2f}{cycle / same:8.2f}")
    print(f"{'bare_extraction(fast, with_metadata)':44}{fast:8.2f}{cycle / fast:8.2f}\n", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.cycle", "split"], check=True)


def _cost(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _cycle_cost() -> float:
    with tempfile.TemporaryDirectory() as folder, served_workspace(Path(folder)) as config:
        return _cost([sys.executable, "-m", "marsad", "--config", str(config), "run"])


def _extract_same() -> None:
    from news.articles.extraction import EXTRACTION_OPTIONS

    _extract(EXTRACTION_OPTIONS)


def _extract_fast() -> None:
    _extract({"fast": True, "with_metadata": True})


def _extract(options: dict[str, Any]) -> None:
    from trafilatura import bare_extraction

    for page in saved_pages():
        bare_extraction(page.body, url=f"http://127.0.0.1/{page.name}", **options)


def _split() -> None:
    """Run a cycle in this process and print the CPU time of each step, of its threads and of its workers."""
    spent: dict[str, float] = defaultdict(float)
    started = time.process_time()
    import flows.cycle
    import news.fetching.web
    from news.configuring.settings import load_settings

    spent["imports"] = time.process_time() - started
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = load_settings(stack.enter_context(served_workspace(folder)))
        for step, targets in STEPS.items():
            for target in targets:
                stack.enter_context(_timed(target, step, spent))
        close = news.fetching.web.Web.__exit__

        def with_thread_time(web: news.fetching.web.Web, *error: Any) -> None:
            clock = time.pthread_getcpuclockid(web._loop._thread.ident or 0)
            spent["fetch (the network's thread)"] = time.clock_gettime(clock)
            close(web, *error)

        stack.enter_context(mock.patch.object(news.fetching.web.Web, "__exit__", with_thread_time))
        before, own = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
        flows.cycle.run_cycle(settings, now=lambda: datetime.now(UTC))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent["extract (workers, their start too)"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    own = time.process_time() - own
    total = spent["imports"] + own + spent["extract (workers, their start too)"]
    spent["the rest of this process"] = total - sum(spent.values())
    for step, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{step:44}{seconds:8.2f}{seconds / total:8.1%}")
    print(f"{'':44}{total:8.2f}   ({os.cpu_count()} cores)")


def _timed(target: str, step: str, spent: dict[str, float]) -> Any:
    inner = pkgutil.resolve_name(target)

    def call(*arguments: Any, **options: Any) -> Any:
        began = time.thread_time()
        try:
            return inner(*arguments, **options)
        finally:
            spent[step] += time.thread_time() - began

    return mock.patch(target, call)


if __name__ == "__main__":
    main()
