"""kill -9 at every commit, rename and SMTP reply, and at random: the next run succeeds, nothing is lost or doubled."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from news.configuring.settings import Settings
from storage.store import open_store
from tests.conftest import NOW, Site, free_port
from tests.flows.conftest import OTHER, TOPIC, Workspace, page, query, rss

ROOT = Path(__file__).resolve().parents[2]
PARTS = 4  # the points of one run, shared out to be tested side by side
RULES = """
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "marsad@example.org"
[[alert]]
name = "often"
kind = "threshold"
count = 1
entities = ["kim"]
to = ["desk@example.org"]
[[alert]]
name = "story"
kind = "new-story"
to = ["desk@example.org"]
"""


class Sink:
    def __init__(self) -> None:
        self.ids: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        self.ids.append(str(message_from_bytes(envelope.content)["Message-ID"]))
        return "250 taken"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    handler = Sink()
    port = free_port()  # the controller connects to its own port before it is known
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def marked(mark: str) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            if mark.encode() in (folder / "environ").read_bytes():
                yield int(folder.name)


class Runs:
    """Talks to the server of crashing_run.py."""

    def __init__(self) -> None:
        command = [sys.executable, str(ROOT / "tests/flows/crashing_run.py")]
        # a mark that children inherit: other tests have workers too
        self.mark = f"MARSAD_TEST_MARK={uuid.uuid4()}"
        name, _, value = self.mark.partition("=")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), name: value}
        self.server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        )

    def __call__(
        self,
        settings: Settings,
        event: int = 0,
        when: str = "",
        whom: str = "self",
        *,
        minutes: int = 0,
        delay: float = 0,
        replay: bool = False,
    ) -> dict[str, Any]:
        at = (NOW + timedelta(minutes=minutes)).isoformat()
        job = {
            "config": str(settings.path), "at": at, "event": event, "when": when, "whom": whom, "delay": delay,
            "replay": replay,
        }  # fmt: skip
        assert self.server.stdin and self.server.stdout
        self.server.stdin.write(json.dumps(job) + "\n")
        self.server.stdin.flush()
        answer: dict[str, Any] = json.loads(self.server.stdout.readline())
        return answer

    def children_left(self) -> list[int]:
        """Return the processes that runs left behind."""
        return [pid for pid in marked(self.mark) if pid != self.server.pid]

    def wait_for_children_to_end(self) -> None:
        deadline = time.monotonic() + 5
        while self.children_left() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert self.children_left() == []


@pytest.fixture
def run() -> Iterator[Runs]:
    runs = Runs()
    yield runs
    assert runs.server.stdin and runs.server.stdout
    runs.server.stdin.close()
    runs.server.wait()
    runs.server.stdout.close()


def fill(site: Site) -> None:
    site.pages["/feed"] = rss(site, "topic", "other", "reprint")
    site.pages["/topic.html"] = page("Title topic", TOPIC)
    site.pages["/other.html"] = page("Title other", OTHER)
    site.pages["/reprint.html"] = page("Title reprint", TOPIC + "\n(وكالات)")


def check_whole(settings: Settings, sink: Sink) -> None:
    assert query(settings, "SELECT count(*), count(DISTINCT url), count(copy_of) FROM articles") == [(3, 3, 1)]
    assert query(settings, "SELECT count(*), count(DISTINCT (article_id, version)) FROM versions") == [(3, 3)]
    doubled = "SELECT count(*) - count(DISTINCT (article_id, version, field, start_char, entity_id)) FROM mentions"
    assert query(settings, doubled) == [(0,)]
    assert query(settings, "SELECT bool_and(found = new_articles + known + skipped + failed) FROM run_sources") == [
        (True,)
    ]
    letters = dict(query(settings, "SELECT message_id, state FROM letters"))
    assert len(letters) == 2
    assert len(sink.ids) == len(set(sink.ids)), "a letter came twice"
    assert all(
        state == "unknown" or (state == "sent" and message_id in sink.ids) for message_id, state in letters.items()
    )
    assert not list(settings.directory.rglob("*.tmp")) and not list(settings.archive_folder.glob("*.part"))


def start_again(settings: Settings, sink: Sink) -> None:
    sink.ids.clear()
    shutil.rmtree(settings.directory, ignore_errors=True)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_kill_around_each_commit_rename_and_reply_costs_nothing_but_time(
    site: Site, workspace: Workspace, sink: tuple[Sink, int], run: Runs, part: int
) -> None:
    fill(site)
    handler, port = sink
    settings = workspace(RULES.format(port=port))
    events = run(settings)["events"]
    check_whole(settings, handler)
    points = [(number, when) for number in range(1, events + 1) for when in ("before", "after")]
    for number, when in points[part::PARTS]:
        start_again(settings, handler)
        whom = ("self", "group")[number % 2]
        assert run(settings, number, when, whom)["code"] == -signal.SIGKILL, (number, when)
        run.wait_for_children_to_end()
        assert run(settings, minutes=1)["code"] == 0, (number, when, whom)
        check_whole(settings, handler)


def found(settings: Settings) -> list[tuple[Any, ...]]:
    rows = "SELECT article_id, version, entity_id, field, start_char, resolver FROM mentions"
    texts = "SELECT article_id, version, resolver, 0, 0, '' FROM versions"
    matched = "SELECT article_id, 0, watch, round(score, 6)::VARCHAR, 0, reasons::VARCHAR FROM matches"
    return sorted(query(settings, f"{rows} UNION ALL {texts} UNION ALL {matched}"))


MIXED = "SELECT count(*) FROM mentions JOIN versions USING (article_id, version) WHERE mentions.resolver <> versions.resolver"


def test_a_replay_killed_around_each_commit_and_rename_goes_on_where_it_stopped(
    site: Site, workspace: Workspace, sink: tuple[Sink, int], run: Runs, tmp_path: Path
) -> None:
    fill(site)
    handler, port = sink
    settings = workspace(RULES.format(port=port))
    run(settings)
    kept = tmp_path / "kept"
    shutil.copytree(settings.directory, kept, symlinks=True)
    settings = workspace(
        RULES.format(port=port) + '[[entity]]\nid = "bakery"\nkind = "organisation"\nnames = ["The bakery", "أقمار"]\n'
    )
    before = found(settings)
    events = run(settings, replay=True)["events"]
    whole = found(settings)
    assert whole != before
    for number, when in [(number, when) for number in range(1, events + 1) for when in ("before", "after")]:
        shutil.rmtree(settings.directory)
        shutil.copytree(kept, settings.directory, symlinks=True)
        assert run(settings, number, when, replay=True)["code"] == -signal.SIGKILL, (number, when)
        run.wait_for_children_to_end()
        assert found(settings) in (before, whole), "people saw a replay that was under way"
        with open_store(settings.store_file) as db:
            assert db.execute(MIXED).fetchall() == [(0,)]
        assert run(settings, replay=True)["code"] == 0, (number, when)
        assert found(settings) == whole, (number, when)
        check_whole(settings, handler)


def test_a_kill_at_a_random_moment_costs_nothing_but_time(
    site: Site, workspace: Workspace, sink: tuple[Sink, int], run: Runs
) -> None:
    fill(site)
    handler, port = sink
    settings = workspace(RULES.format(port=port))
    whole = run(settings)["seconds"]
    chance = random.Random(13)
    for number in range(int(os.environ.get("MARSAD_RANDOM_KILLS", "5"))):
        start_again(settings, handler)
        run(settings, whom=("self", "group")[number % 2], delay=chance.uniform(0.05, 1.0) * whole)
        run.wait_for_children_to_end()
        assert run(settings, minutes=1)["code"] == 0
        check_whole(settings, handler)
