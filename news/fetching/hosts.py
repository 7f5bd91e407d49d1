"""Hosts: what each is owed. At most two requests at once, a pause between their starts, for all its spellings."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

PER_HOST = 2


def host_key(url: str) -> str:
    """Return what counts as one host: the same with http, https or their ports; another port is another server."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


@dataclass
class _Host:
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PER_HOST))
    order: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0  # on the monotonic clock
    delay: float = 0.0  # seconds, as its robots.txt asks

    def pause(self, seconds: float) -> None:
        self.next_at = time.monotonic() + max(seconds, self.delay)


class Hosts:
    """Gives requests their turn: `pause` seconds apart on one host, `at_once` in all. For one event loop."""

    def __init__(self, *, pause: float, at_once: int) -> None:
        self._pause = pause
        self._room = asyncio.Semaphore(at_once)
        self._going = asyncio.Event()
        self._going.set()
        self._hosts: dict[str, _Host] = {}

    def go(self, *, going: bool) -> None:
        """Begin requests, or let those under way end and begin no more."""
        if going:
            self._going.set()
        else:
            self._going.clear()

    def slow_down(self, url: str, delay: float) -> None:
        """Take note of the pause in seconds that the host of a URL asks for."""
        host = self._host(url)
        host.delay = max(host.delay, delay)

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[Callable[[], None]]:
        """Wait until the host of a URL may be asked, and hold the place; call what is yielded when the request is sent."""
        host = self._host(url)
        async with host.slots:
            # a place among all is taken last: who waits for a slow host keeps no other host waiting
            async with host.order:
                while (wait := host.next_at - time.monotonic()) > 0:  # noqa: ASYNC110 - a request sent meanwhile moves it
                    await asyncio.sleep(wait)
                await self._going.wait()
                await self._room.acquire()
                host.pause(self._pause)
            try:
                # connecting may take long: the host sees requests when they are sent
                yield partial(host.pause, self._pause)
            finally:
                self._room.release()

    def _host(self, url: str) -> _Host:
        key = host_key(url)
        if key not in self._hosts:
            self._hosts[key] = _Host()
        return self._hosts[key]
