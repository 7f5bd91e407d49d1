"""Serve: keep the cycle running on its schedule, with Prefect's server and one worker as children of this process."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from news.errors import NewsError
from news.settings import Settings

PREFECT_FILE = Path(__file__).resolve().parent.parent / "prefect.yaml"
POOL = "marsad"
# A first start migrates Prefect's database: 23 s on an idle laptop, several times that on a busy one.
SERVER_START_SECONDS = 300.0
# After this long a killed run's slot is free again (Prefect's default is 300 s; a live worker renews it in time).
LEASE_SECONDS = 60
PR_SET_PDEATHSIG = 1  # prctl(2)


class ServeError(NewsError):
    """Prefect's server could not be started or the deployment was refused."""


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
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_LOGGING_EXTRA_LOGGERS": "flows,news,storage,desk",
        "PREFECT_CLI_PROMPT": "false",
    }


def serve(settings: Settings, *, progress: Callable[[str], None] = lambda line: None) -> None:
    """Start the server, deploy the schedule, start a worker, and keep both alive until a signal ends this process."""
    check_variables(PREFECT_FILE.read_text(encoding="utf-8"), deployment_variables(settings))
    settings.prefect_folder.mkdir(parents=True, exist_ok=True)
    environment = prefect_environment(settings)
    server = _Child(["server", "start", "--host", "127.0.0.1", "--port", str(settings.schedule.port)], environment)
    worker = _Child(["worker", "start", "--pool", POOL, "--type", "process", "--limit", "1"], environment)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.start()
        _wait_until_healthy(settings.schedule.port, server)
        progress(f"Prefect's UI: http://127.0.0.1:{settings.schedule.port}")
        deploy(environment)
        progress(f"scheduled: {settings.schedule.cron} {settings.schedule.timezone}")
        worker.start()
        _keep_alive((server, worker), progress)
    except KeyboardInterrupt:
        progress("stopping")
    finally:
        worker.stop()
        server.stop()


def deploy(environment: Mapping[str, str]) -> None:
    """Create the work pool and the deployment of prefect.yaml."""
    _prefect(["work-pool", "create", POOL, "--type", "process", "--overwrite"], environment)
    _prefect(["--no-prompt", "deploy", "--all", "--prefect-file", str(PREFECT_FILE)], environment)


def _prefect(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments],
        env=dict(environment),
        cwd=PREFECT_FILE.parent,
        capture_output=True,
        text=True,
        timeout=SERVER_START_SECONDS,
    )
    if done.returncode != 0:
        raise ServeError(f"prefect {' '.join(arguments[:2])}: {(done.stderr or done.stdout).strip()[-500:]}")


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _wait_until_healthy(port: int, server: _Child) -> None:
    deadline = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < deadline:
        if not server.is_alive():
            raise ServeError(f"Prefect's server ended at once; is port {port} free? ([schedule].port)")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise ServeError(f"Prefect's server did not answer within {SERVER_START_SECONDS:.0f} s")


def _keep_alive(children: Sequence[_Child], progress: Callable[[str], None]) -> None:
    while True:
        time.sleep(2)
        for child in children:
            if not child.is_alive():
                progress(f"{child.name} ended and is started again")
                child.start()


class _Child:
    """A Prefect process that ends with this one, even when this one is killed."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = f"prefect {arguments[0]}"
        self._arguments = [sys.executable, "-m", "prefect", *arguments]
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process."""
        log = Path(self._environment["PREFECT_HOME"]) / f"{self.name.replace(' ', '-')}.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                self._arguments,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                preexec_fn=_end_with_parent,
            )

    def is_alive(self) -> bool:
        """Say whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Ask the process to end; after 15 seconds end it."""
        if self._process is None or not self.is_alive():
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _end_with_parent() -> None:
    # started in the background by a shell, we inherit SIGINT=ignored, and Prefect turns TERM into INT
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
