from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.conftest import Answer, Site, reply, skip_or_fail
from tests.flows.conftest import OTHER, TOPIC
from tests.marsad.conftest import Desk, one_line, start

ALERT = '[[alert]]\nname = "a"\nkind = "threshold"\nto = ["desk@example.org"]\nentities = ["kim"]\n'


class Hang:
    """An answer that waits until it is let go; `asked` is set when somebody waits for it."""

    def __init__(self, body: bytes) -> None:
        self.body, self.asked, self.free = body, threading.Event(), threading.Event()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.set()
        self.free.wait(60)
        reply(handler, 200, self.body)


@pytest.fixture
def slow_feed(desk: Desk) -> Iterator[Hang]:
    yield from hanging(desk.site, "/feed")


@pytest.fixture
def slow_page(desk: Desk) -> Iterator[Hang]:
    desk.publish(("topic", "13", TOPIC), ("slow", "13", OTHER))
    yield from hanging(desk.site, "/slow.html")


def hanging(site: Site, path: str) -> Iterator[Hang]:
    body = site.pages[path]
    assert isinstance(body, bytes)
    hang = Hang(body)
    answer: Answer = hang
    site.pages[path] = answer
    yield hang
    hang.free.set()


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a tmpfs over a folder."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0:
        skip_or_fail("only root may mount")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True)
    if done.returncode != 0:
        skip_or_fail(f"no tmpfs can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_cycle_says_what_it_does_and_what_came_of_each_source(desk: Desk) -> None:
    desk.publish(("topic", "13", TOPIC), ("other", "13", OTHER), ("gone", "13", OTHER))
    del desk.site.pages["/gone.html"]
    done = desk.marsad("run")
    assert done.returncode == 0
    assert "visiting 1 sources" in done.stderr
    assert "3 of 3 items done" in done.stderr
    header, row, summary = done.stdout.splitlines()
    assert header.split() == ["source", "found", "new", "known", "skipped", "failed", "why"]
    assert row.split() == ["S", "3", "2", "0", "0", "1", "http_404×1"]
    assert re.match(
        r"done in \d+\.\d s: 2 new articles, 2 similar, 0 copies, \d+ mentions, 0 alerts; letters: none", summary
    )


def test_a_run_is_at_work_before_any_source_has_answered(desk: Desk, slow_feed: Hang) -> None:
    with start("run", cwd=desk.folder) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "visiting 1 sources\n"
        slow_feed.free.set()
        process.communicate(timeout=60)
    assert process.returncode == 0


def test_one_source_alone_may_be_run(desk: Desk) -> None:
    sources = "".join(
        f'[[source]]\nname = "{n}"\nurl = "{desk.site.url(p)}"\n' for n, p in (("S", "/feed"), ("T", "/x"))
    )
    desk.configure(sources=sources)
    done = desk.marsad("run", "--source", "S")
    assert done.returncode == 0
    assert desk.site.asked("/x") == 0
    wrong = desk.marsad("run", "--source", "U")
    assert wrong.returncode == 2
    assert "--source: 'U': no such enabled source; there are S, T" in one_line(wrong)


def stored(desk: Desk) -> dict[Path, int]:
    """Return all files and when they were written, but for the lock: who copies the store says so in it."""
    files = (desk.folder / "data").rglob("*")
    return {path: path.stat().st_mtime_ns for path in files if path.name != "run.lock"}


def test_a_dry_run_tells_the_same_and_keeps_nothing(desk: Desk) -> None:
    desk.configure(ALERT)
    done = desk.marsad("run", "--dry-run")
    assert done.returncode == 0
    assert "1 new articles" in done.stdout
    assert not (desk.folder / "data").exists()
    assert desk.marsad("run").returncode == 0
    before = stored(desk)
    assert "0 new articles" in desk.marsad("run", "--dry-run").stdout
    assert stored(desk) == before


def test_when_no_source_can_be_visited_a_run_ends_with_1_and_the_next_catches_up(desk: Desk) -> None:
    feed = desk.site.pages.pop("/feed")
    done = desk.marsad("run")
    assert done.returncode == 1
    assert re.search(r"^S .*http_404", done.stdout, re.MULTILINE)
    assert "no source could be visited" in done.stdout
    desk.site.pages["/feed"] = feed
    assert "1 new articles" in desk.marsad("run").stdout


def test_a_network_that_is_down_is_told_once_and_held_against_nobody(desk: Desk) -> None:
    desk.configure(fetch='proxy = "http://127.0.0.1:9"')
    done = desk.marsad("run")
    assert done.returncode == 1
    assert "network down" in done.stdout
    assert "fails since" not in desk.marsad("sources").stdout


def test_when_one_of_two_sources_fails_a_run_has_completed(desk: Desk) -> None:
    sources = "".join(
        f'[[source]]\nname = "{n}"\nurl = "{desk.site.url(p)}"\n' for n, p in (("S", "/feed"), ("T", "/x"))
    )
    desk.configure(sources=sources)
    done = desk.marsad("run")
    assert done.returncode == 0
    assert "degraded in " in done.stdout


def test_a_second_run_says_who_is_at_work_and_since_when(desk: Desk, slow_feed: Hang) -> None:
    with start("run", cwd=desk.folder) as process:
        assert slow_feed.asked.wait(60)
        done = desk.marsad("run")
        slow_feed.free.set()
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(rf"already running \(pid {process.pid}, since \d{{4}}-\d\d-\d\dT[\d:+]+\)\n", done.stdout)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_while_a_source_is_slow_ends_a_run_and_the_next_one_works(
    desk: Desk, slow_feed: Hang, name: str, code: int
) -> None:
    ends_soon(desk, slow_feed, name, code)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_while_a_page_is_slow_ends_a_run_and_what_was_fetched_is_not_fetched_again(
    desk: Desk, slow_page: Hang, name: str, code: int
) -> None:
    ends_soon(desk, slow_page, name, code, fetched="*.part")
    assert desk.site.asked("/topic.html") == 1
    assert desk.sql("SELECT count(*), count(DISTINCT url) FROM articles") == "2,2"


def ends_soon(desk: Desk, hang: Hang, name: str, code: int, fetched: str = "") -> None:
    process = start("run", cwd=desk.folder)
    assert hang.asked.wait(60)
    until = time.monotonic() + 30
    while fetched and not list((desk.folder / "data/archive").glob(fetched)) and time.monotonic() < until:
        time.sleep(0.05)  # what was answered meanwhile goes into the archive
    sent = time.monotonic()
    os.kill(process.pid, getattr(signal, name))
    _, errors = process.communicate(timeout=60)
    assert time.monotonic() - sent < 10
    assert process.returncode == code
    last = errors.splitlines()[-1]
    assert last == "marsad: ended before it was done; what was stored stays, the next run goes on from there"
    assert "Traceback" not in errors
    assert not children_of(process.pid)
    hang.free.set()
    done = desk.marsad("run")
    assert done.returncode == 0, done.stderr


def children_of(group: int) -> list[str]:
    """Return what still runs of a process group, once the workers had a moment to end."""
    for _ in range(50):
        listed = subprocess.run(["ps", "-o", "pid=", "-g", str(group)], capture_output=True, text=True).stdout.split()
        if not listed:
            return []
        time.sleep(0.1)
    return listed


def test_a_mail_server_that_cannot_be_reached_fails_no_run_and_loses_no_letter(desk: Desk) -> None:
    mail = '[mail]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\n'
    desk.configure(mail + ALERT)
    done = desk.marsad("run")
    assert done.returncode == 0
    assert "letters: 1 pending" in done.stdout
    assert "mail: not all letters were taken; what waits is tried again" in done.stdout
    assert re.search(r"desk@example\.org +pending +1 .*ConnectionRefused", desk.marsad("alerts", "list").stdout)
    desk.configure(ALERT)
    again = desk.marsad("alerts", "send")
    assert again.returncode == 0
    assert desk.sql("SELECT count(*) FROM letters") == "1"


def test_a_damaged_store_ends_with_1_and_is_left_as_it_is(desk: Desk) -> None:
    assert desk.marsad("run").returncode == 0
    store = desk.folder / "data/store.duckdb"
    store.write_bytes(b"not a database" * 1000)
    done = desk.marsad("run")
    assert done.returncode == 1
    assert "data/store.duckdb: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
    assert store.read_bytes() == b"not a database" * 1000
    assert desk.sql("SELECT count(*) FROM articles") == "1"


def test_a_disk_with_too_little_room_ends_with_1_before_anything_is_fetched(desk: Desk) -> None:
    with mounted(desk.folder / "data", "size=48m"):
        done = desk.marsad("run")
        assert done.returncode == 1
        assert re.search(rf"{desk.folder}/data: only 4\d MB free; a run needs 1024 MB", one_line(done))
        assert desk.site.requests == []


def test_a_query_whose_result_finds_no_room_ends_with_1_and_leaves_no_half_file(history: Desk, tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=64k"):
        out = tmp_path / "small/out.csv"
        done = history.marsad(
            "sql", "SELECT repeat('x', 1000) FROM range(1000)", "--format", "csv", "--output", str(out)
        )
        assert done.returncode == 1
        assert str(out) in one_line(done)
        assert "No space left" in done.stderr
        assert list((tmp_path / "small").iterdir()) == []


def test_a_folder_that_cannot_be_written_to_ends_with_2(desk: Desk) -> None:
    with mounted(desk.folder / "data", "ro,size=1m"):
        done = desk.marsad("run")
        assert done.returncode == 2
        assert f"{desk.folder}/data" in one_line(done)
        assert desk.site.requests == []


def test_the_history_can_be_read_where_nothing_can_be_written(desk: Desk) -> None:
    assert desk.marsad("run").returncode == 0
    published = (desk.folder / "data/history.duckdb").read_bytes()
    with mounted(desk.folder / "data", "size=64m"):
        (desk.folder / "data/history.duckdb").write_bytes(published)
        subprocess.run(["mount", "-o", "remount,ro", desk.folder / "data"], check=True)
        assert desk.marsad("search", "كيم").returncode == 0
        report = desk.marsad("report")
        assert report.returncode == 2
        assert f"{desk.folder}/data/" in one_line(report)
        assert desk.marsad("report", "--output", "report.html").returncode == 0


def test_a_file_where_the_data_folder_should_be_ends_with_2(desk: Desk) -> None:
    (desk.folder / "data").write_text("mine", encoding="utf-8")
    done = desk.marsad("run")
    assert done.returncode == 2
    assert f"{desk.folder}/data" in one_line(done)
    assert (desk.folder / "data").read_text(encoding="utf-8") == "mine"
