"""Where workers come from: a process started by exec that imports what they need once, and forks them.

One import for all workers (2 s of CPU each, most of it trafilatura's tables) and one copy of it in memory; and what they
are forked from is clean: it parses nothing, has no thread and holds no lock of the process that wants them. The two
speak over a socket, one order at a time; it ends when that socket is closed, its workers with it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import NoReturn

from news.parsing.worker import make_ready, serve

_ORDER_BYTES = 64
# numpy's threads would not survive a fork, and workers do no algebra
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Forked:
    """A new worker: its process, this side's ends of its pipes, and the kinds of job that it was made ready for."""

    pid: int
    jobs_to: int
    answers_from: int
    ready: frozenset[str]


class Nursery:
    """The side of the process that wants workers. Every method raises OSError when none can be had."""

    def __init__(self, *, deadline: float, memory_mb: int) -> None:
        self._limits = (str(deadline), str(memory_mb))
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._ready: set[str] = set()

    def fork(self, job: str) -> Forked:
        """Return a worker that is ready for this kind of job."""
        jobs_from, jobs_to = os.pipe()
        answers_from, answers_to = os.pipe()
        try:
            with self._lock:
                pid = int(self._order(f"fork {job}", jobs_from, answers_to))
                self._ready.add(job)
                return Forked(pid=pid, jobs_to=jobs_to, answers_from=answers_from, ready=frozenset(self._ready))
        except BaseException:
            os.close(jobs_to)
            os.close(answers_from)
            raise
        finally:
            os.close(jobs_from)
            os.close(answers_to)

    def end(self, pid: int) -> int:
        """End a worker of `fork`; return how it ended, as subprocess does: a signal is negative."""
        with self._lock:
            return int(self._order(f"end {pid}"))

    def close(self) -> None:
        """End the nursery, and with it every worker that is left."""
        with self._lock:
            self._close()

    def _order(self, order: str, *descriptors: int) -> str:
        try:
            return self._ask(order, descriptors)
        except (OSError, EOFError) as error:
            self._close()  # it is gone, and its workers with it: the next order starts another
            raise ConnectionError(f"no answer to {order!r}") from error

    def _ask(self, order: str, descriptors: tuple[int, ...]) -> str:
        channel = self._socket or self._start()
        socket.send_fds(channel, [order.encode("ascii")], descriptors)
        answer = channel.recv(_ORDER_BYTES).decode("ascii")
        if not answer:
            raise EOFError
        return answer

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "news.parsing.nursery", *self._limits],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_ENVIRONMENT},
            )
        self._socket = ours
        return ours

    def _close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._socket = self._process = None
        self._ready = set()


def main() -> None:
    """Obey orders until the other side closes the socket."""
    deadline, memory_mb = float(sys.argv[1]), int(sys.argv[2])
    channel = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, _ORDER_BYTES, 2)
        order, _, what = message.decode("ascii").partition(" ")
        if order == "fork":
            channel.send(str(_fork(channel, what, descriptors, deadline, memory_mb)).encode("ascii"))
        elif order == "end":
            channel.send(str(_end(int(what))).encode("ascii"))
        else:
            return


def _fork(channel: socket.socket, job: str, descriptors: list[int], deadline: float, memory_mb: int) -> int:
    make_ready(job)
    nursery = os.getpid()
    pid = os.fork()
    if pid == 0:
        channel.close()
        _live(descriptors, nursery, deadline, memory_mb)
    for descriptor in descriptors:
        os.close(descriptor)
    return pid


def _live(descriptors: list[int], nursery: int, deadline: float, memory_mb: int) -> NoReturn:
    try:
        serve(*descriptors, parent=nursery, deadline=deadline, memory_mb=memory_mb)
    finally:
        os._exit(0)  # nothing of the nursery's own end may run here


def _end(pid: int) -> int:
    os.kill(pid, signal.SIGKILL)  # one that ended by itself stands until it is waited for: this changes nothing
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
