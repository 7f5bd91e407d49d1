"""A dry run starts from all that is stored, and from nothing half done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from flows.lock import AlreadyRunning, exclusive
from news.configuring.settings import Settings
from storage.publish import copy_at_rest
from storage.store import open_store
from tests.conftest import NOW, Site
from tests.flows.conftest import TOPIC, Workspace, cycle, page, rss

ROOT = Path(__file__).resolve().parents[2]
SOON = NOW + timedelta(minutes=30)

# dies right after the commit that stores the article
KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from flows.cycle import run_cycle
from news.configuring.settings import load_settings
from storage import store

commit = store.commit

def last_commit(db):
    commit(db)
    if db.execute("SELECT count(*) FROM articles").fetchone()[0]:
        os.kill(os.getpid(), signal.SIGKILL)

store.commit = last_commit
run_cycle(load_settings(Path(sys.argv[1])), now=lambda: datetime.fromisoformat(sys.argv[2]))
"""

# commits, says so, and holds the store open until it is told to end or is killed
HOLDER = """
import sys
from pathlib import Path
from storage.store import open_store

with open_store(Path(sys.argv[1])) as db:
    db.execute("INSERT INTO settings VALUES ('probe', 'kept')")
    print("committed", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def stored(site: Site, workspace: Workspace) -> Settings:
    site.pages["/feed"] = rss(site, "topic")
    site.pages["/topic.html"] = page("Title topic", TOPIC)
    return workspace()


@contextmanager
def holder(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(settings.store_file)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "committed\n"
        yield process


def test_what_a_killed_run_committed_is_known_to_a_dry_run(stored: Settings) -> None:
    command = [sys.executable, "-c", KILLED, str(stored.path), NOW.isoformat()]
    subprocess.run(command, cwd=ROOT, timeout=120, check=False)
    wal = stored.store_file.with_name("store.duckdb.wal")
    before = stored.store_file.read_bytes(), wal.read_bytes()
    summary = cycle(stored, SOON, dry_run=True)
    assert (summary.found, summary.new) == (1, 0)
    assert (stored.store_file.read_bytes(), wal.read_bytes()) == before


def test_a_dry_run_beside_a_run_says_who_is_at_work(stored: Settings) -> None:
    cycle(stored)
    with exclusive(stored.lock_file, NOW), pytest.raises(AlreadyRunning, match=r"already running \(pid \d+"):
        cycle(stored, SOON, dry_run=True)
    assert cycle(stored, SOON, dry_run=True).new == 0


def test_a_copy_waits_for_who_writes_and_has_what_was_written(stored: Settings, tmp_path: Path) -> None:
    stored.directory.mkdir()
    folder = tmp_path / "copy"
    folder.mkdir()
    with holder(stored) as process, ThreadPoolExecutor() as threads:
        copied = threads.submit(copy_at_rest, stored.store_file, folder)
        with pytest.raises(TimeoutError):
            copied.result(timeout=0.5)
        process.kill()
        copied.result(timeout=60)
    assert (folder / "store.duckdb.wal").exists()
    with open_store(folder / "store.duckdb") as db:
        assert db.execute("SELECT value FROM settings WHERE key = 'probe'").fetchall() == [("kept",)]
