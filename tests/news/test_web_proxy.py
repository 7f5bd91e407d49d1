"""The configured proxy and the configured authority, over real sockets."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from news.model import Fetched
from tests.conftest import free_port
from tests.faults.certificates import Authority
from tests.faults.client import PATIENT, Web, a_network, a_request
from tests.faults.routes import PAGE, ROUTES
from tests.faults.server import Exchange, FaultServer

NAME = "news.example"  # a name that only the proxy knows


def forward(exchange: Exchange, target: int) -> None:
    """Carry bytes between the client and a port of this machine until one of them leaves."""
    with socket.create_connection(("127.0.0.1", target), timeout=10) as behind:
        back = threading.Thread(target=_carry, args=(behind, exchange.connection))
        back.start()
        _carry(exchange.connection, behind)
        back.join()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class Proxy(FaultServer):
    """Answers CONNECT with a tunnel, and http addresses with the page behind them."""

    def _answer(self, exchange: Exchange) -> None:
        exchange.closing = True
        if exchange.path.startswith("http://"):
            exchange.reply(200 if exchange.path.endswith("/good") else 404, PAGE)
            return
        exchange.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        forward(exchange, int(exchange.path.rpartition(":")[2]))


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy() as one:
        yield one


def get(url: str, **network: object) -> Fetched:
    with Web(a_network(**network), limits=PATIENT) as web:
        return web.get(a_request(url))


def test_plain_http_goes_through_the_proxy(proxy: Proxy) -> None:
    fetched = get(f"http://{NAME}/good", proxy=f"http://us:pa@{proxy.host}")
    assert fetched.reply is not None
    assert [seen.path for seen in proxy.seen] == [f"http://{NAME}/robots.txt", f"http://{NAME}/good"]
    token = proxy.seen[0].headers["proxy-authorization"].removeprefix("Basic ")
    assert base64.b64decode(token) == b"us:pa"


def test_https_goes_through_a_tunnel_and_the_certificate_is_checked_at_its_end(proxy: Proxy, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with FaultServer(ROUTES, tls=authority.server(NAME)) as server:
        network = {"proxy": f"http://{proxy.host}", "allow_hosts": (f"{NAME}:{server.port}",)}
        url = f"https://{NAME}:{server.port}/good"
        assert get(url, **network).reason == "tls"
        assert get(url, **network, ca_file=str(authority.file)).reply is not None
    assert {seen.path for seen in proxy.seen} == {f"{NAME}:{server.port}"}


def test_a_proxy_that_is_down_is_not_the_fault_of_the_source() -> None:
    for url in (f"http://{NAME}/good", f"https://{NAME}/good"):
        assert get(url, proxy=f"http://127.0.0.1:{free_port()}").reason == "proxy"


def test_a_proxy_that_refuses_is_told_apart() -> None:
    with FaultServer(pages={}) as refusing:
        refusing.routes = {f"{NAME}:443": lambda exchange: exchange.reply(407)}
        fetched = get(f"https://{NAME}/good", proxy=f"http://{refusing.host}")
    assert fetched.reason == "proxy"


def test_the_gate_for_addresses_and_ports_stands_before_the_proxy(proxy: Proxy) -> None:
    with FaultServer(ROUTES) as server:
        network = {"proxy": f"http://{proxy.host}", "allow_hosts": ()}
        assert get("http://127.0.0.1/secret", **network).reason == "blocked_address"
        assert get("http://2130706433/secret", **network).reason == "blocked_address"
        assert get(f"http://{NAME}:22/", **network).reason == "blocked_port"
        assert get("file:///etc/passwd", **network).reason == "blocked_scheme"
        assert server.accepted == 0
    assert proxy.seen == []


def test_a_configured_authority_is_trusted_beside_those_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, machine = Authority(tmp_path, "Ours"), Authority(tmp_path, "Machine")
    monkeypatch.setenv("SSL_CERT_FILE", str(machine.file))
    for authority in (ours, machine):
        with FaultServer(ROUTES, tls=authority.server("127.0.0.1")) as server:
            assert get(server.url("/good"), allow_hosts=(server.host,), ca_file=str(ours.file)).reply is not None
