"""What all tests share: a fixed clock, the evaluation data, and a web server whose pages a test writes."""

from __future__ import annotations

import gzip
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings

# a loaded machine is slow, not wrong
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SHARED = Path(__file__).resolve().parents[2] / "shared"
NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)


def skip_or_fail(reason: str) -> None:
    """Skip a test whose means are missing; where everything has to be there, fail it."""
    if os.environ.get("MARSAD_NO_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "MARSAD_CONFIG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        skip_or_fail(f"{SHARED} is not here")
    return SHARED


Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server on loopback; `pages` maps a path to bytes or to a function that answers by itself."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def asked(self, path: str) -> int:
        return sum(one == path for one, _ in self.requests)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                page = site.pages.get(self.path)
                if callable(page):
                    page(self)
                elif page is None:
                    reply(self, 404, b"nothing here")
                else:
                    reply(self, 200, page)

            def log_message(self, *arguments: object) -> None: ...

        return Handler


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {"Content-Length": str(len(body)), **names}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body)


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    yield one
    one.close()
