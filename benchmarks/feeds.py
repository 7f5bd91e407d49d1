"""Feeds: every feed at hand through the pool, beside feedparser alone; and feedparser's test cases. `python -m benchmarks.feeds`

Speed is process CPU of one parse after another in this process, ours and feedparser's on the same documents in the same run.
"""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import feedparser

from benchmarks.conformance import NOW, WHY, cases, judge
from benchmarks.data import DATA, need_data
from news.model import Named, ParsedFeed, Refusal
from news.parsing.pool import Pool, SourceJob
from news.sources.feed import read_feed

FOLDERS = ("feedparser_tests", "fastfeedparser_feeds", "miniflux_testdata", "mediacloud_rss")
URL = "https://feeds.example/feed"


def documents(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((DATA / folder).rglob("*")) if _is_document(path)]


def _is_document(path: Path) -> bool:
    return path.is_file() and path.name != "LICENSE" and path.suffix != ".py"


def read_all(pool: Pool, bodies: list[bytes]) -> Counter[str]:
    """Return how many documents ended in which way."""
    jobs = [SourceJob(url=URL, body=body, content_type="", now=NOW, limit=2000, tag=n) for n, body in enumerate(bodies)]
    return Counter(outcome(found) for _, found in pool.read_sources(jobs))


def outcome(found: Named | Refusal) -> str:
    if isinstance(found, Refusal):
        return found.reason
    if not isinstance(found, ParsedFeed):
        return type(found).__name__
    marks = ("" if found.complete else " incomplete") + (" charset_suspect" if found.charset_suspect else "")
    return ("feed" if found.entries else "feed without usable items") + marks


def seconds(read: Callable[[bytes], object], bodies: list[bytes]) -> float:
    started = time.process_time()
    for body in bodies:
        read(body)
    return time.process_time() - started


def ours(body: bytes) -> object:
    return read_feed(body, url=URL, content_type="", now=NOW)


def alone(body: bytes) -> object:
    return feedparser.parse(io.BytesIO(body), response_headers={"content-location": URL})


def unsanitized(body: bytes) -> object:
    headers = {"content-location": URL}
    return feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def show_outcomes() -> None:
    with Pool(size=2) as pool:
        for folder in FOLDERS:
            bodies = documents(folder)
            counts = ", ".join(f"{name} {count}" for name, count in read_all(pool, bodies).most_common())
            print(f"{folder:22} {len(bodies):5} documents: {counts}")


def show_speed() -> None:
    bodies = documents("fastfeedparser_feeds")
    megabytes = sum(map(len, bodies)) / 1e6
    print(f"\n{len(bodies)} real feeds, {megabytes:.1f} MB: CPU seconds a megabyte")
    for name, read in (("feedparser", alone), ("feedparser, raw", unsanitized), ("ours", ours)):
        print(f"  {name:18} {seconds(read, bodies) / megabytes:.3f}")


def show_conformance() -> None:
    verdicts = [judge(case) for case in cases()]
    counts = Counter(verdict.outcome for verdict in verdicts)
    judged = counts["met"] + counts["not met"]
    print(
        f"\nfeedparser's cases: {counts['met']} of {judged} met, {counts['outside']} about what is not kept or not judged"
    )
    for verdict in verdicts:
        if verdict.outcome == "not met":
            print(f"  not met  {verdict.case.name}  {verdict.why}; {WHY.get(verdict.case.name, 'to be looked at')}")
    outside = Counter(verdict.why for verdict in verdicts if verdict.outcome == "outside")
    for why, count in outside.most_common(20):
        print(f"  {count:4} {why}")


def main() -> None:
    need_data()
    show_outcomes()
    show_speed()
    show_conformance()


if __name__ == "__main__":
    main()
