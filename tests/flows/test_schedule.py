"""Prefect for real: a server, a worker and a schedule, as `marsad serve` starts them, and killed as power cuts do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.serve import PREFECT_FILE, ServeError, check_variables, deployment_variables, prefect_environment
from tests.conftest import Site, free_port
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


class Served:
    """`marsad serve` under way, and its API."""

    def __init__(self, config: Path, port: int, log: Path) -> None:
        self.port, self.log = port, log
        command = [sys.executable, "-m", "marsad", "--config", str(config), "serve"]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, cwd=config.parent
            )

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


def test_a_scheduled_run_appears_completes_and_does_so_again_after_kill_9(
    served: Served, workspace: Workspace, tmp_path: Path
) -> None:
    first = served.wait_for(served.completed)[0]
    deployment = served.ask("deployments")[0]
    schedule = deployment["schedules"][0]["schedule"]
    assert (schedule["cron"], schedule["timezone"]) == ("* * * * *", "Asia/Beirut")
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    names = {task["name"].partition("-2")[0] for task in served.ask("task_runs")}
    assert names == {"visit S", "batch batch"}
    assert [one["key"] for one in served.ask("artifacts") if one["flow_run_id"] == first["id"]] == ["marsad-run"]
    settings = workspace(SCHEDULE.format(port=served.port))
    assert query(settings, "SELECT count(*) FROM articles") == [(2,)]

    killed_at = time.time()
    for pid in served.processes():
        os.kill(pid, signal.SIGKILL)
    count = served.wait_for(lambda: len(served.completed()), 120)
    served.wait_for(lambda: len(served.completed()) > count)
    assert "is started again" in served.log.read_text(encoding="utf-8"), killed_at

    served.process.terminate()
    assert served.process.wait(timeout=60) == 0
    assert served.processes() == []
