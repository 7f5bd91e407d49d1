"""Serving begins only where nobody serves yet, and keeps what it started alive. Prefect for real is in test_schedule.py."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from flows import prefect_api, serve
from flows.child import FIRST_PAUSE, LONGEST_PAUSE, Child
from flows.lock import AlreadyRunning, exclusive
from flows.serve import PortTaken, ServeError, check_port
from tests.conftest import NOW, Site, free_port
from tests.flows.conftest import Workspace

ALIVE = "import time; time.sleep(600)"
DEAD = "raise SystemExit(3)"


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def children(tmp_path: Path) -> Iterator[list[Child]]:
    made: list[Child] = []
    yield made
    for one in made:
        one.stop()


def child(code: str, folder: Path) -> Child:
    return Child("probe", [sys.executable, "-c", code], environment={}, log=folder / "probe.log")


def port_of(site: Site) -> int:
    return int(site.host.rpartition(":")[2])


def wait_until_dead(one: Child) -> None:
    deadline = time.monotonic() + 60
    while one.is_alive():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_port_that_somebody_listens_on_is_refused_as_a_matter_of_the_configuration(listener: int) -> None:
    with pytest.raises(PortTaken, match=rf"port {listener} .*\[schedule\]\.port") as told:
        check_port(listener)
    assert told.value.exit_code == 2


def test_a_port_whose_last_connections_linger_is_free(listener: int) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as server:
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # whoever closes first waits for a minute (TIME_WAIT)
        client.close()
    check_port(port)


def test_the_command_ends_with_2_and_one_line_on_a_port_that_is_taken(workspace: Workspace, listener: int) -> None:
    settings = workspace(f"[schedule]\nport = {listener}\n")
    done = command(settings.path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"port {listener}" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_command_says_who_serves_the_workspace_already_and_ends_with_0(workspace: Workspace) -> None:
    settings = workspace()
    settings.directory.mkdir()
    with exclusive(settings.directory / "serve.lock", NOW, doing="serving"):
        done = command(settings.path)
        with pytest.raises(AlreadyRunning, match="already serving"):
            serve.serve(settings, now=NOW)
    assert done.returncode == 0
    assert "already serving (pid " in done.stdout + done.stderr


def command(config: Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "marsad", "--config", str(config), "serve"]
    return subprocess.run(line, cwd=serve.PREFECT_FILE.parent, capture_output=True, text=True, timeout=60, check=False)


def test_the_answer_of_another_prefect_server_does_not_pass_for_ours(
    site: Site, tmp_path: Path, children: list[Child]
) -> None:
    server = child(ALIVE, tmp_path)
    children.append(server)
    server.start(0)
    site.pages["/api/admin/settings"] = json.dumps({"home": "/elsewhere/prefect"}).encode()
    with pytest.raises(PortTaken, match="/elsewhere/prefect answers there"):
        serve._wait_until_healthy(port_of(site), server, tmp_path)
    site.pages["/api/admin/settings"] = json.dumps({"home": str(tmp_path)}).encode()
    serve._wait_until_healthy(port_of(site), server, tmp_path)


def no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


@pytest.mark.parametrize(
    "answer", [b"<html>", b"[]", b"null", b'{"home": null}', b'{"title": "x"}', b"\xff", None, no_http]
)
def test_what_is_no_prefect_server_has_no_home(site: Site, answer: Any) -> None:
    if answer is not None:
        site.pages["/api/admin/settings"] = answer
    assert prefect_api.find_home(port_of(site)) is None
    assert prefect_api.find_home(free_port()) is None


def test_a_server_that_ends_at_once_is_an_error(tmp_path: Path) -> None:
    server = child(DEAD, tmp_path)
    server.start(0)
    with pytest.raises(ServeError, match="ended at once"):
        serve._wait_until_healthy(free_port(), server, tmp_path)


def test_a_prefect_command_that_does_not_end_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "SERVER_START_SECONDS", 0.01)
    with pytest.raises(ServeError, match="prefect version: not done within 0 s"):
        serve._prefect(["version"], {})


def test_what_ends_again_and_again_is_started_after_ever_longer_pauses_each_told(
    tmp_path: Path, children: list[Child]
) -> None:
    one, told, moment = child(f"print('started', flush=True); {DEAD}", tmp_path), list[str](), 0.0
    children.append(one)
    log = tmp_path / "probe.log"
    one.start(moment)
    for number, pause in enumerate((1, 2, 4, 8, 16, 32, 60, 60), start=1):
        wait_until_dead(one)
        one.revive(moment, told.append)
        one.revive(moment + pause - 0.1, told.append)
        assert log.read_text(encoding="utf-8").count("started") == len(told) == number
        assert told[-1] == f"probe ended (exit code 3) and is started again in {pause} s; see {log}"
        moment += pause
        one.revive(moment, told.append)


def test_a_process_that_lived_for_long_is_started_again_soon(tmp_path: Path, children: list[Child]) -> None:
    one, told = child(DEAD, tmp_path), list[str]()
    children.append(one)
    one.start(0)
    for moment in (0, FIRST_PAUSE):
        wait_until_dead(one)
        one.revive(moment, told.append)
    wait_until_dead(one)
    one.revive(FIRST_PAUSE + LONGEST_PAUSE + 1, told.append)
    assert ["in 1 s" in line for line in told] == [True, True]


def test_what_is_alive_is_left_alone(tmp_path: Path, children: list[Child]) -> None:
    one, told = child(ALIVE, tmp_path), list[str]()
    children.append(one)
    one.start(0)
    one.revive(1000, told.append)
    assert (one.is_alive(), told) == (True, [])
