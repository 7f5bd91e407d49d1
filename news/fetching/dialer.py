"""Dialling: a host is resolved once, its addresses are checked, and one of those very addresses is connected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence

import httpcore

from news.fetching.address import Blocked, check_address

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
# A host with more addresses than this is not better reached by trying them all.
MAX_ADDRESSES = 4


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host in the order to try them; raises socket.gaierror."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or longer than 63 characters
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))


class Dialer(httpcore.AsyncNetworkBackend):
    """Connects to checked addresses only; raises Blocked for a host that has any other."""

    def __init__(self, allow_hosts: Sequence[str], resolve: Resolve = resolve) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._allow, self._resolve = allow_hosts, resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check every address, and connect to the first that answers; `timeout` is for each."""
        addresses = await self._resolve(host, port)
        for address in addresses:
            check_address(address, host, port, self._allow)
        failed: Exception | None = None
        for address in addresses[:MAX_ADDRESSES]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = failed or error  # the first address is the preferred one: its error says most
        raise failed or httpcore.ConnectError("no address")

    async def connect_unix_socket(self, *arguments: object, **options: object) -> httpcore.AsyncNetworkStream:
        """Refuse: news does not come from sockets of this machine."""
        raise Blocked("blocked_scheme", "a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Sleep."""
        await asyncio.sleep(seconds)
