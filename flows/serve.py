"""Serve: keep the cycle running on its schedule, with Prefect's server and one worker as children of this process."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from flows.child import Child
from flows.lock import exclusive
from flows.prefect_api import HEARTBEAT_SECONDS, find_home, watch_heartbeats
from news.configuring.settings import Settings
from news.errors import NewsError

PREFECT_FILE = Path(__file__).resolve().parent.parent / "prefect.yaml"
POOL = "marsad"
# A first start migrates Prefect's database: 23 s on an idle laptop, several times that on a busy one.
SERVER_START_SECONDS = 300.0
# After this long a killed run's slot is free again (Prefect's default is 300 s; a live worker renews it in time).
LEASE_SECONDS = 60
# Whose lines belong in a run's log.
LOGGERS = ("flows", "news", "storage", "desk")


class ServeError(NewsError):
    """Prefect's server could not be started or the deployment was refused."""


class PortTaken(ServeError):
    """Somebody else listens on [schedule].port, or it cannot be listened on."""

    exit_code = 2

    def __init__(self, port: int, problem: str) -> None:
        super().__init__(f"port {port} cannot be had ({problem}): name another one in [schedule].port")


def deployment_variables(settings: Settings) -> dict[str, str]:
    """Return what prefect.yaml takes from the configuration."""
    return {
        "MARSAD_FOLDER": str(settings.folder),
        "MARSAD_CONFIG": str(settings.path),
        "MARSAD_CRON": settings.schedule.cron,
        "MARSAD_TIMEZONE": settings.schedule.timezone,
    }


def check_variables(text: str, variables: Mapping[str, str]) -> None:
    """Raise ServeError for a variable of prefect.yaml that is unset or empty: Prefect would read it as ''."""
    for name in re.findall(r"\{\{\s*\$(\w+)\s*\}\}", text):
        if not variables.get(name):
            raise ServeError(f"{PREFECT_FILE.name}: variable {name} is not set; deploy with `marsad serve`")


def prefect_environment(settings: Settings) -> dict[str, str]:
    """Return the environment of Prefect's processes: state under data/prefect, nothing sent anywhere."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")},
        **deployment_variables(settings),
        "PREFECT_HOME": str(settings.prefect_folder),
        "PREFECT_API_URL": f"http://127.0.0.1:{settings.schedule.port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # in memory, a slot would stay taken for ever when server and worker are killed together
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": str(LEASE_SECONDS),
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        "PREFECT_LOGGING_EXTRA_LOGGERS": ",".join(LOGGERS),
        "PREFECT_CLI_PROMPT": "false",
    }


def serve(settings: Settings, *, now: datetime, progress: Callable[[str], None] = lambda line: None) -> None:
    """Start the server, deploy the schedule, start a worker, and keep both alive until a signal ends this process.

    Raises AlreadyRunning when the workspace is served already, PortTaken, or ServeError.
    """
    check_variables(PREFECT_FILE.read_text(encoding="utf-8"), deployment_variables(settings))
    settings.prefect_folder.mkdir(parents=True, exist_ok=True)
    with exclusive(settings.directory / "serve.lock", now, doing="serving"):
        check_port(settings.schedule.port)
        _serve(settings, progress)


def check_port(port: int) -> None:
    """Raise PortTaken when somebody listens on the port."""
    with socket.socket() as probe:
        # as Prefect's server does: connections of one that has just ended linger for a minute and are nobody's
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(port, error.strerror or str(error)) from error


def _serve(settings: Settings, progress: Callable[[str], None]) -> None:
    port, environment = settings.schedule.port, prefect_environment(settings)
    server = _child(settings, environment, "server", "start", "--host", "127.0.0.1", "--port", str(port))
    worker = _child(settings, environment, "worker", "start", "--pool", POOL, "--type", "process", "--limit", "1")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.start(time.monotonic())
        _wait_until_healthy(port, server, settings.prefect_folder)
        progress(f"Prefect's UI: http://127.0.0.1:{port}")
        deploy(environment)
        _watch_heartbeats(port)
        progress(f"scheduled: {settings.schedule.cron} {settings.schedule.timezone}")
        worker.start(time.monotonic())
        _keep_alive((server, worker), progress)
    except KeyboardInterrupt:
        progress("stopping")
    finally:
        worker.stop()
        server.stop()


def _child(settings: Settings, environment: Mapping[str, str], *arguments: str) -> Child:
    return Child(
        f"prefect {arguments[0]}",
        [sys.executable, "-m", "prefect", *arguments],
        environment=environment,
        log=settings.prefect_folder / f"prefect-{arguments[0]}.log",
    )


def deploy(environment: Mapping[str, str]) -> None:
    """Create the work pool and the deployment of prefect.yaml."""
    _prefect(["work-pool", "create", POOL, "--type", "process", "--overwrite"], environment)
    _prefect(["--no-prompt", "deploy", "--all", "--prefect-file", str(PREFECT_FILE)], environment)


def _prefect(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    what = f"prefect {' '.join(arguments[:2])}"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *arguments],
            env=dict(environment),
            cwd=PREFECT_FILE.parent,
            capture_output=True,
            text=True,
            timeout=SERVER_START_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise ServeError(f"{what}: not done within {SERVER_START_SECONDS:.0f} s") from error
    if done.returncode != 0:
        raise ServeError(f"{what}: {(done.stderr or done.stdout).strip()[-500:]}")


def _watch_heartbeats(port: int) -> None:
    try:
        watch_heartbeats(port)
    except OSError as error:
        raise ServeError(f"prefect automation: {error}") from error


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _wait_until_healthy(port: int, server: Child, home: Path) -> None:
    """Wait until our own server answers: another one's answer must not pass for it."""
    deadline = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < deadline:
        if not server.is_alive():
            raise ServeError(f"Prefect's server ended at once; is port {port} free? ([schedule].port)")
        answering = find_home(port)
        if answering == home.resolve():
            return
        if answering is not None:
            raise PortTaken(port, f"Prefect's server of {answering} answers there")
        time.sleep(0.5)
    raise ServeError(f"Prefect's server did not answer within {SERVER_START_SECONDS:.0f} s")


def _keep_alive(children: Sequence[Child], progress: Callable[[str], None]) -> None:
    while True:
        time.sleep(1)
        for child in children:
            child.revive(time.monotonic(), progress)
