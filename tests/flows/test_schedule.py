"""Prefect for real: a server, a worker and a schedule, as `marsad serve` starts them, and killed as power cuts do."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.lock import exclusive
from flows.serve import PREFECT_FILE, ServeError, check_variables, deployment_variables, prefect_environment
from tests.conftest import NOW, Site, free_port, reply
from tests.flows.conftest import OTHER, TOPIC, Workspace, page, query, rss

SCHEDULE = '[schedule]\ncron = "* * * * *"\ntimezone = "Asia/Beirut"\nport = {port}\n'


def test_an_unset_or_empty_variable_is_an_error(workspace: Workspace) -> None:
    text = PREFECT_FILE.read_text(encoding="utf-8")
    variables = deployment_variables(workspace())
    check_variables(text, variables)
    for name in variables:
        for value in ({}, {name: ""}):
            with pytest.raises(ServeError, match=name):
                check_variables(text, {**{k: v for k, v in variables.items() if k != name}, **value})


def test_prefect_keeps_its_state_in_the_workspace_and_reports_nothing(workspace: Workspace) -> None:
    settings = workspace()
    environment = prefect_environment(settings)
    assert environment["PREFECT_HOME"] == str(settings.directory / "prefect")
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environment["PREFECT_API_URL"].startswith("http://127.0.0.1:")


def test_the_limit_cancels_the_new_run() -> None:
    limit = yaml.safe_load(PREFECT_FILE.read_text(encoding="utf-8"))["deployments"][0]["concurrency_limit"]
    assert (limit["limit"], limit["collision_strategy"]) == (1, "CANCEL_NEW")


def held_back(ready: threading.Event, body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        ready.wait(60)
        reply(handler, 200, body)

    return answer


class Served:
    """`marsad serve` under way, and its API."""

    def __init__(self, config: Path, port: int, log: Path) -> None:
        self.config, self.port, self.log = config, port, log
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "marsad", "--config", str(self.config), "serve"]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, cwd=self.config.parent
            )

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(timeout=60) == 0
        assert self.processes() == []

    def ask(self, what: str, **filters: Any) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{what}/filter",
            data=json.dumps(filters).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.loads(reply.read())

    def wait_for(self, condition: Callable[[], Any], seconds: float = 240) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if found := condition():
                    return found
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            time.sleep(1)
        raise AssertionError(f"not within {seconds} s: {self.log.read_text(encoding='utf-8')}")

    def completed(self) -> list[dict[str, Any]]:
        runs = self.ask("flow_runs", flow_runs={"state": {"type": {"any_": ["COMPLETED"]}}})
        return [run for run in runs if run["auto_scheduled"]]

    def state_of(self, run: str) -> str:
        return str(self.ask("flow_runs", flow_runs={"id": {"any_": [run]}})[0]["state_type"])

    def told_by(self, run: str) -> set[tuple[str, int]]:
        """Return which loggers told something in a run's log, and at which level."""
        lines = self.ask("logs", logs={"flow_run_id": {"any_": [run]}})
        return {(line["name"], line["level"]) for line in lines}

    def with_heartbeat(self) -> str:
        """Return the id of a run that gave a sign of life, or nothing."""
        found = self.ask("events", filter={"event": {"name": ["prefect.flow-run.heartbeat"]}})["events"]
        return str(found[0]["resource"]["prefect.resource.id"]).rpartition(".")[2] if found else ""

    def processes(self) -> list[int]:
        """Return the processes of Prefect that this server started: they carry its port."""
        mark = f"PREFECT_API_URL=http://127.0.0.1:{self.port}/api".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:  # it has ended meanwhile
                continue
        return found


@pytest.fixture
def served(site: Site, workspace: Workspace, tmp_path: Path) -> Iterator[Served]:
    site.pages["/feed"] = rss(site, "topic", "other")
    site.pages["/topic.html"] = page("Title topic", TOPIC)
    site.pages["/other.html"] = page("Title other", OTHER)
    port = free_port()
    settings = workspace(SCHEDULE.format(port=port))
    one = Served(settings.path, port, tmp_path / "serve.log")
    yield one
    if one.process.poll() is None:
        os.killpg(one.process.pid, signal.SIGKILL)
    one.process.wait()
    for pid in one.processes():
        os.kill(pid, signal.SIGKILL)


def test_scheduled_runs_go_on_after_kill_9_and_after_sigterm_and_a_killed_run_is_shown_as_crashed(
    site: Site, served: Served, workspace: Workspace
) -> None:
    settings = workspace(SCHEDULE.format(port=served.port))
    open_page = threading.Event()
    site.pages["/other.html"] = held_back(open_page, page("Title other", OTHER))
    running = served.wait_for(served.with_heartbeat)
    deployment = served.ask("deployments")[0]
    schedule = deployment["schedules"][0]["schedule"]
    assert (schedule["cron"], schedule["timezone"]) == ("* * * * *", "Asia/Beirut")
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"

    for pid in served.processes():
        os.kill(pid, signal.SIGKILL)
    open_page.set()
    with exclusive(settings.directory / "delivery.lock", NOW):
        first = served.wait_for(served.completed)[0]
    assert "is started again" in served.log.read_text(encoding="utf-8")
    # Prefect writes its task runs down a little later
    shown = {"visit S", "batch batch"}
    served.wait_for(lambda: {task["name"].partition("-2")[0] for task in served.ask("task_runs")} == shown, 60)
    assert [one["key"] for one in served.ask("artifacts") if one["flow_run_id"] == first["id"]] == ["marsad-run"]
    assert query(settings, "SELECT count(*) FROM articles") == [(2,)]
    served.wait_for(lambda: ("flows.deliver", logging.INFO) in served.told_by(first["id"]), 30)
    served.wait_for(lambda: served.state_of(running) == "CRASHED")

    served.stop()
    stopped_at = datetime.now(UTC).isoformat()
    served.start()
    served.wait_for(lambda: [run for run in served.completed() if run["expected_start_time"] > stopped_at])
    assert len(served.ask("automations")) == 1
    served.stop()
