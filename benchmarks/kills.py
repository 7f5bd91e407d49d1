"""Kills on the large set: `python -m benchmarks.kills [TIMES]` (20 unless told)

Every saved page and a day of news, by the real command. One run to its end says what there is; then, each time in a fresh
folder, a run is killed with SIGKILL at a random moment, the parent alone and its whole group in turn, and started again:
that one must succeed and leave the same rows, and no process of the killed one may be left.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.data import need_data
from benchmarks.workspace import served_workspace

DAY = "2015-07-23"
# by URL: which of two copies came first follows the batches
ROWS = """
SELECT url, version, text_from, hash(title, text),
    (SELECT coalesce(sum(hash(field, entity_id, start_char, end_char, form) % 1000003), 0) FROM mentions WHERE mentions.article_id = articles.article_id),
    (SELECT coalesce(string_agg(watch, ' ' ORDER BY watch), '') FROM matches WHERE matches.article_id = articles.article_id)
FROM articles
"""
# the third address of one text is refused, and which is third follows the order in which pages came
REFUSED = "SELECT url FROM skipped WHERE reason = 'repeated_text'"
WRONG = """
SELECT
    (SELECT count(*) FROM run_sources WHERE found <> new_articles + known + skipped + failed)
    + (SELECT count(*) FROM mentions JOIN articles USING (article_id)
       WHERE substring(CASE field WHEN 'text' THEN text ELSE title END, start_char + 1, end_char - start_char) <> surface)
    + (SELECT count(*) - count(DISTINCT (article_id, version)) FROM versions)
    + (SELECT count(*) - count(DISTINCT url) FROM articles)
"""
Rows = dict[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Left:
    """What a run left behind: a row for each URL, and the URLs of texts that came too often."""

    rows: Rows
    refused: set[str]

    def differences(self, other: Left) -> list[str]:
        """Return the URLs that only one has, or has otherwise."""
        return [
            url
            for url in sorted(self.rows.keys() | other.rows.keys())
            if self.rows.get(url) != other.rows.get(url)
            and not (url not in self.rows and url in self.refused)
            and not (url not in other.rows and url in other.refused)
        ]


def main() -> None:
    """Print what each killed and started run left behind; end with 1 when one differs."""
    need_data()
    times = int(sys.argv[1]) if sys.argv[1:] else 20
    chance = random.Random(20230913)
    with tempfile.TemporaryDirectory() as folder, served_workspace(Path(folder), [DAY]) as config:
        started = time.monotonic()
        whole = _finish(config)
        seconds = time.monotonic() - started
        print(f"one run: {seconds:.0f} s, {len(whole.rows)} articles", flush=True)
        differing = 0
        for number in range(1, times + 1):
            after, whom = chance.uniform(0.02, 1.0) * seconds, ("parent", "group")[number % 2]
            code = _kill(config, after, whom)
            left = _finish(config)
            found = left.differences(whole)
            differing += bool(found)
            told = f"{len(found)} differ, as {found[0]}" if found else "the same"
            print(f"{number:3} {whom:7} after {after:5.1f} s (exit {code}): {told}", flush=True)
    print(f"{differing} of {times} differ")
    raise SystemExit(differing > 0)


def _start(config: Path, **variables: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "marsad", "--config", str(config), "run", "--quiet"]
    return subprocess.Popen(command, env={**os.environ, **variables}, start_new_session=True, stdout=subprocess.DEVNULL)


def _finish(config: Path) -> Left:
    """Run to the end, look at the history, and leave an empty folder."""
    with _start(config) as run:
        assert run.wait() == 0
    with duckdb.connect(str(config.parent / "data/history.duckdb"), read_only=True) as db:
        left = Left(
            {url: tuple(row) for url, *row in db.execute(ROWS).fetchall()},
            {u for (u,) in db.execute(REFUSED).fetchall()},
        )
        assert db.execute(WRONG).fetchall() == [(0,)]
    assert not [*config.parent.rglob("*.tmp"), *config.parent.rglob("*.part")]
    for path in sorted((config.parent / "data").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return left


def _kill(config: Path, after: float, whom: str) -> int:
    mark = str(uuid.uuid4())
    with _start(config, MARSAD_BENCHMARK_MARK=mark) as run:
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(after)
        if run.poll() is None:
            (os.killpg if whom == "group" else os.kill)(run.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while any(_marked(mark)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_marked(mark)), "a process was left behind"
    return run.returncode


def _marked(mark: str) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            if mark.encode() in (folder / "environ").read_bytes():
                yield int(folder.name)


if __name__ == "__main__":
    main()
