"""kill -9 at every commit, rename and SMTP reply, and at random: the next run succeeds, nothing is lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from news.settings import Settings
from tests.conftest import NOW, Site, free_port
from tests.flows.conftest import OTHER, TOPIC, Workspace, page, query, rss

ROOT = Path(__file__).resolve().parents[2]
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


def run(settings: Settings, event: int, when: str, whom: str, minutes: int = 0) -> subprocess.CompletedProcess[str]:
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    command = [
        sys.executable,
        str(ROOT / "tests/flows/crashing_run.py"),
        str(settings.path),
        at,
        str(event),
        when,
        whom,
    ]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def fill(site: Site) -> None:
    site.pages["/feed"] = rss(site, "topic", "other", "reprint")
    site.pages["/topic.html"] = page("Title topic", TOPIC)
    site.pages["/other.html"] = page("Title other", OTHER)
    site.pages["/reprint.html"] = page("Title reprint", TOPIC + "\n(وكالات)")


def workers_left() -> list[str]:
    found = subprocess.run(["pgrep", "-f", "news.worker"], capture_output=True, text=True)
    return found.stdout.split()


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


def wait_for_workers_to_end() -> None:
    deadline = time.monotonic() + 5
    while workers_left() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers_left() == []


def test_a_kill_around_each_commit_rename_and_reply_costs_nothing_but_time(
    site: Site, workspace: Workspace, sink: tuple[Sink, int], tmp_path: Path
) -> None:
    fill(site)
    handler, port = sink
    settings = workspace(RULES.format(port=port))
    whole = run(settings, 0, "", "")
    events = int(whole.stdout.split()[0])
    check_whole(settings, handler)
    points = [(number, when) for number in range(1, events + 1) for when in ("before", "after")]
    # every point once, the parent alone and its group in turn; the demanding last ones (mail) are among them
    for index, (number, when) in enumerate(points[:: int(os.environ.get("MARSAD_KILL_STRIDE", "1"))]):
        handler.ids.clear()
        subprocess.run(["rm", "-rf", str(settings.directory)], check=True)
        killed = run(settings, number, when, ("self", "group")[index % 2])
        assert killed.returncode == -signal.SIGKILL, (number, when, killed.stderr)
        wait_for_workers_to_end()
        after = run(settings, 0, "", "", minutes=1)
        assert after.returncode == 0, (number, when, after.stderr)
        check_whole(settings, handler)


def test_a_kill_at_a_random_moment_costs_nothing_but_time(
    site: Site, workspace: Workspace, sink: tuple[Sink, int]
) -> None:
    fill(site)
    handler, port = sink
    settings = workspace(RULES.format(port=port))
    chance = random.Random(13)
    started = time.monotonic()
    run(settings, 0, "", "")
    whole = time.monotonic() - started
    for number in range(int(os.environ.get("MARSAD_RANDOM_KILLS", "5"))):
        handler.ids.clear()
        subprocess.run(["rm", "-rf", str(settings.directory)], check=True)
        command = [
            sys.executable,
            str(ROOT / "tests/flows/crashing_run.py"),
            str(settings.path),
            NOW.isoformat(),
            "0",
            "",
            "",
        ]
        child = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, start_new_session=True
        )
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        if number % 2:
            child.kill()
        elif child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        wait_for_workers_to_end()
        assert run(settings, 0, "", "", minutes=1).returncode == 0
        check_whole(settings, handler)
