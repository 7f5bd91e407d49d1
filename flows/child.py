"""A process that ends with this one and, when it ends by itself, is started again after ever longer pauses."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1  # prctl(2)
# Seconds before a new start; whoever lived longer than the longest pause begins with the first again.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
STOP_SECONDS = 15.0


class Child:
    """A process under this one's care; moments are seconds of a monotonic clock."""

    def __init__(self, name: str, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self._command = list(command)
        self._environment = dict(environment)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE
        self._due: float | None = None

    def start(self, now: float) -> None:
        """Start the process."""
        self._started, self._due = now, None
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                preexec_fn=_end_with_parent,
            )

    def is_alive(self) -> bool:
        """Say whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def revive(self, now: float, progress: Callable[[str], None]) -> None:
        """Start the process again when it has ended and its pause is over; call this every second."""
        if self.is_alive():
            return
        if self._due is not None:
            if now >= self._due:
                self.start(now)
            return
        if now - self._started > LONGEST_PAUSE:
            self._pause = FIRST_PAUSE
        progress(f"{self.name} ended ({self._ending()}) and is started again in {self._pause:.0f} s; see {self._log}")
        self._due = now + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _ending(self) -> str:
        code = self._process.returncode if self._process else None
        return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"

    def stop(self) -> None:
        """Ask the process to end; after 15 seconds end it."""
        if self._process is None or not self.is_alive():
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _end_with_parent() -> None:
    # started in the background by a shell, we inherit SIGINT=ignored, and Prefect turns TERM into INT
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
