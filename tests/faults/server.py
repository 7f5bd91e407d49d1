"""A web server of raw sockets: it answers with bytes, so that it can answer wrongly.

`FaultServer` speaks HTTP/1.1 with kept connections, plainly or over TLS, on any address of loopback, and remembers
every request. What it answers is in tests/faults/routes.py; a test may add `pages` of its own.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived, at a time of the monotonic clock."""

    path: str
    headers: Mapping[str, str]
    at: float
    connection: int


@dataclass
class Exchange:
    """One request under way. A route answers through it; `suffix` is what its path has after the route's name."""

    connection: socket.socket
    server: FaultServer
    path: str
    suffix: str
    headers: Mapping[str, str]
    closing: bool = False

    def send(self, data: bytes | str) -> None:
        """Send bytes as they are; the connection is closed when the route returns."""
        self.closing = True
        self.connection.sendall(data.encode("latin-1") if isinstance(data, str) else data)

    def reply(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Send a well-formed reply and keep the connection; underscores in names stand for hyphens."""
        names = {"Content-Length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}}
        head = "".join(f"{name}: {value}\r\n" for name, value in names.items())
        self.connection.sendall(f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode("latin-1") + body)

    def redirect(self, target: str, status: int = 302) -> None:
        self.reply(status, Location=target)

    def repeat(self, data: bytes | str, *, every: float = 0.0) -> None:
        """Send the same for ever, until the peer or the test has enough."""
        while not self.server.stopped.wait(every):
            self.send(data)

    def hang(self) -> None:
        """Say nothing until the peer leaves or the test ends."""
        self.closing = True
        self.connection.settimeout(0.05)
        while not self.server.stopped.is_set():
            with suppress(TimeoutError):
                if not self.connection.recv(4096):
                    return

    def reset(self) -> None:
        """Close with RST."""
        self.closing = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Route = Callable[[Exchange], None]


@dataclass
class FaultServer:
    """Serves `routes`, and `pages` before them, until the `with` block ends."""

    routes: Mapping[str, Route] = field(default_factory=dict)
    address: str = "127.0.0.1"
    port: int = 0
    tls: ssl.SSLContext | None = None
    on_accept: Callable[[Exchange], None] | None = None  # instead of speaking HTTP
    pages: dict[str, Route | bytes] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    accepted: int = 0
    open_connections: int = 0
    most_connections: int = 0

    def __enter__(self) -> Self:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        self._listener = socket.create_server((self.address, self.port), family=family, backlog=256)
        self.port = self._listener.getsockname()[1]
        self._lock, self._threads = threading.Lock(), [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=10)
        self._listener.close()

    @property
    def host(self) -> str:
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"

    def url(self, path: str = "/", *, host: str = "") -> str:
        return f"{'https' if self.tls else 'http'}://{f'{host}:{self.port}' if host else self.host}{path}"

    def asked(self, path: str) -> list[Seen]:
        return [one for one in self.seen if one.path == path]

    @property
    def pages_asked(self) -> list[str]:
        return [one.path for one in self.seen if one.path != "/robots.txt"]

    def _accept(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:  # the test is over
                return
            self._threads.append(threading.Thread(target=self._serve, args=(connection,)))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, self._counted() as number, suppress(OSError):
            if self.on_accept is not None:
                self.on_accept(Exchange(connection, self, "", "", {}))
                return
            if self.tls is None:
                self._speak(connection, number)
                return
            connection.settimeout(10)
            with self.tls.wrap_socket(connection, server_side=True) as secure:
                self._speak(secure, number)

    @contextmanager
    def _counted(self) -> Iterator[int]:
        with self._lock:
            self.accepted += 1
            self.open_connections += 1
            self.most_connections = max(self.most_connections, self.open_connections)
            number = self.accepted
        try:
            yield number
        finally:
            with self._lock:
                self.open_connections -= 1

    def _speak(self, connection: socket.socket, number: int) -> None:
        waiting = b""
        while (found := self._read_head(connection, waiting)) is not None:
            head, waiting = found
            line, *rest = head.decode("latin-1").split("\r\n")
            path = line.split(" ")[1]
            headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)}
            self.seen.append(Seen(path, headers, time.monotonic(), number))
            exchange = Exchange(connection, self, path, "", headers)
            self._answer(exchange)
            if exchange.closing:
                return

    def _read_head(self, connection: socket.socket, received: bytes) -> tuple[bytes, bytes] | None:
        connection.settimeout(0.05)
        while b"\r\n\r\n" not in received:
            if self.stopped.is_set():
                return None
            with suppress(TimeoutError):
                more = connection.recv(65536)
                if not more:
                    return None
                received += more
                if received.startswith(b"\x16"):  # a TLS handshake, to which a web server answers in plain text
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                    return None
        connection.settimeout(10)
        head, _, waiting = received.partition(b"\r\n\r\n")
        return head, waiting

    def _answer(self, exchange: Exchange) -> None:
        path = exchange.path.partition("?")[0]
        page = self.pages.get(path)
        if isinstance(page, bytes):
            exchange.reply(200, page)
        elif page is not None:
            page(exchange)
        elif (found := self._route(path)) is not None:
            exchange.suffix = path[len(found) :].lstrip("/")
            self.routes[found](exchange)
        else:
            exchange.reply(404, b"nothing here")

    def _route(self, path: str) -> str | None:
        """Return the longest route that the path is or begins with."""
        while path and path not in self.routes:
            path = path.rpartition("/")[0]
        return path or None
