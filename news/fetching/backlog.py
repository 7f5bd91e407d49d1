"""The backlog: what lies fetched and not yet taken. While that is too much, nothing new is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from news.fetching.hosts import Hosts
from news.model import Fetched

# Beyond this the reader has to catch up first.
HELD_BYTES = 64 << 20


class Backlog:
    """Stops and starts `hosts` by what is held. For one event loop."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._held = self._waiting = 0

    def add(self, fetched: Fetched) -> None:
        """Take note of what nobody has taken yet."""
        self._change(held=fetched.size)

    def remove(self, fetched: Fetched) -> None:
        """Take note of what was taken."""
        self._change(held=-fetched.size)

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """Let requests begin whatever is held: whoever waits for one reply may be the reader who would make room."""
        self._change(waiting=1)
        try:
            yield
        finally:
            self._change(waiting=-1)

    def _change(self, *, held: int = 0, waiting: int = 0) -> None:
        self._held += held
        self._waiting += waiting
        self._hosts.go(going=self._held <= HELD_BYTES or self._waiting > 0)
