"""Connections, names, certificates and time (FAULTS §2.1), over real sockets."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from news.fetching.request import Limits
from news.model import Fetched
from tests.conftest import free_port
from tests.faults.certificates import Authority
from tests.faults.client import HASTY, PATIENT, Web, a_network, a_request, pointing
from tests.faults.routes import PAGE, ROUTES, redirecting
from tests.faults.server import Exchange, FaultServer


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(ROUTES) as one:
        yield one


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def now() -> datetime:
    return datetime.now(UTC)


def get(
    server: FaultServer,
    path: str,
    *,
    clock: Callable[[], datetime] = now,
    limits: Limits = PATIENT,
    **network: object,
) -> Fetched:
    with Web(a_network(server, **network), limits=limits, clock=clock) as web:
        return web.get(a_request(server.url(path)))


@pytest.mark.parametrize(
    ("number", "reason"),
    [(socket.EAI_NONAME, "dns"), (socket.EAI_FAIL, "dns"), (socket.EAI_AGAIN, "dns_temporary")],
)
def test_a_name_that_does_not_exist_is_told_from_one_that_nobody_could_look_up(number: int, reason: str) -> None:
    async def fail(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(number, "as the C library says")

    with Web(a_network(), limits=PATIENT, resolve=fail) as web:
        fetched = web.get(a_request("http://news.example/a", kind="feed"))
    assert (fetched.reply, fetched.reason) == (None, reason)
    assert [visit.reason for visit in fetched.visits] == [reason, reason]


@pytest.mark.parametrize(
    "host",
    [
        "a" * 64 + ".example",
        "a..example",
        ".example",
        "a" * 300,
        ".".join(["a" * 60] * 5),
        "a%20b.example",
        "%31%32%37.0.0.1",
        "xn--a.example",
    ],
)
def test_what_no_host_can_be_called_is_a_bad_address(host: str) -> None:
    with Web(a_network(), limits=PATIENT) as web:
        assert web.get(a_request(f"http://{host}/a")).reason == "bad_url"


def test_a_name_with_an_underscore_is_looked_up() -> None:
    with Web(a_network(), limits=PATIENT) as web:
        assert web.get(a_request("http://a_b.invalid/a")).reason in ("dns", "dns_temporary")


def test_a_name_is_looked_up_with_the_resolver_of_the_machine(server: FaultServer) -> None:
    with Web(a_network(allow_hosts=(f"localhost:{server.port}",)), limits=PATIENT) as web:
        assert web.get(a_request(server.url("/good", host="localhost"))).reply is not None


def test_a_dead_first_address_does_not_hide_a_living_second(server: FaultServer) -> None:
    network = a_network(allow_hosts=(f"two.example:{server.port}",))
    with Web(network, limits=PATIENT, resolve=pointing(["127.0.0.99", "127.0.0.1"])) as web:
        assert web.get(a_request(server.url("/good", host="two.example"))).reply is not None


def test_a_refused_connection_is_tried_twice_and_no_more() -> None:
    port = free_port()
    with Web(a_network(allow_hosts=(f"127.0.0.1:{port}",)), limits=PATIENT) as web:
        fetched = web.get(a_request(f"http://127.0.0.1:{port}/"))
    assert fetched.reason == "refused"
    urls = [visit.url.rpartition("/")[2] for visit in fetched.visits]
    assert urls == ["robots.txt", "robots.txt", ""]


def test_a_reset_at_accept_is_tried_twice_and_no_more() -> None:
    with FaultServer(on_accept=Exchange.reset) as server:
        fetched = get(server, "/")
        assert (fetched.reason, len(fetched.visits)) == ("reset", 3)
        assert server.accepted == 2


@pytest.mark.parametrize("path", ["/drop/reset", "/drop/silent"])
def test_a_reset_instead_of_a_reply_is_tried_twice_and_no_more(server: FaultServer, path: str) -> None:
    assert get(server, path).reason == "reset"
    assert len(server.asked(path)) == 2


@pytest.mark.parametrize("how", ["reset", "502", "503", "504"])
def test_what_fails_once_is_had_at_the_second_try(server: FaultServer, how: str) -> None:
    fetched = get(server, f"/flaky/{how}")
    assert fetched.reply is not None
    assert fetched.reply.body == PAGE
    assert [visit.outcome for visit in fetched.visits][-2:] == ["failed", "ok"]


@pytest.mark.parametrize("path", ["/slow/hang", "/slow/headers", "/slow/body", "/slow/interim"])
def test_a_server_that_never_comes_to_an_end_is_left_at_the_deadline(server: FaultServer, path: str) -> None:
    with Web(a_network(server), limits=HASTY) as web:
        began = time.monotonic()
        fetched = web.get(a_request(server.url(path)))
    assert fetched.reason == "timeout"
    assert time.monotonic() - began < 10
    assert len(server.asked(path)) == 1


def test_the_deadline_is_for_all_redirects_together(server: FaultServer) -> None:
    def slow_hop(exchange: Exchange) -> None:
        exchange.server.stopped.wait(0.25)
        exchange.redirect(exchange.path + "a")

    server.pages |= {"/hop" + "a" * number: slow_hop for number in range(9)}
    with Web(a_network(server), limits=HASTY) as web:
        assert web.get(a_request(server.url("/hop"))).reason == "timeout"
    assert len(server.pages_asked) < 5


def test_the_deadline_is_for_both_tries_together(server: FaultServer) -> None:
    def slow_drop(exchange: Exchange) -> None:
        exchange.server.stopped.wait(0.35)
        exchange.closing = True

    server.pages["/drop"] = slow_drop
    with Web(a_network(server), limits=HASTY) as web:
        visits = web.get(a_request(server.url("/drop"))).visits
    assert [visit.reason for visit in visits][1:] == ["reset", "timeout"]


def test_a_host_that_hangs_keeps_no_other_host_waiting(server: FaultServer) -> None:
    with FaultServer(ROUTES, address="127.0.0.2") as stuck, Web(a_network(server, stuck), limits=HASTY) as web:
        requests = [a_request(stuck.url(f"/slow/hang/{number}")) for number in range(100)]
        requests += [a_request(server.url(f"/good/{number}")) for number in range(20)]
        first = [fetched for _, fetched in zip(range(20), web.get_many(requests), strict=False)]
    assert all(fetched.reply is not None for _, fetched in first)


def test_a_slot_is_free_again_after_a_hang(server: FaultServer) -> None:
    with Web(a_network(server), limits=HASTY) as web:
        for _ in range(3):
            assert web.get(a_request(server.url("/slow/hang"))).reason == "timeout"
        assert web.get(a_request(server.url("/good"))).reply is not None


def test_what_the_cycle_has_no_time_for_is_told_so(server: FaultServer) -> None:
    with Web(a_network(server), limits=PATIENT, deadline=0.3) as web:
        fetched = list(web.get_many([a_request(server.url("/slow/hang")), a_request(server.url("/slow/body"))]))
        late = web.get(a_request(server.url("/good")))
    assert [one.reason for _, one in fetched] == ["cycle_deadline", "cycle_deadline"]
    assert late.reason == "cycle_deadline"


def test_a_certificate_of_a_trusted_authority_is_taken(authority: Authority) -> None:
    with FaultServer(ROUTES, tls=authority.server("127.0.0.1")) as server:
        assert get(server, "/good", ca_file=str(authority.file)).reply is not None


@pytest.mark.parametrize(
    ("hosts", "days", "words"),
    [
        (("127.0.0.1",), (-9, -2), "expired"),
        (("127.0.0.1",), (1, 2), "not yet valid"),
        (("other.example",), (-1, 1), "IP address mismatch"),
    ],
)
def test_a_bad_certificate_is_refused_and_the_detail_says_why(
    authority: Authority, hosts: tuple[str, ...], days: tuple[int, int], words: str
) -> None:
    with FaultServer(ROUTES, tls=authority.server(*hosts, days=days)) as server:
        fetched = get(server, "/good", ca_file=str(authority.file))
    assert (fetched.reason, words in fetched.detail) == ("tls", True), fetched.detail
    assert server.seen == []


def test_a_certificate_for_another_name_is_refused(authority: Authority) -> None:
    with FaultServer(ROUTES, tls=authority.server("other.example")) as server:
        network = a_network(allow_hosts=(f"news.example:{server.port}",), ca_file=str(authority.file))
        with Web(network, limits=PATIENT, resolve=pointing(["127.0.0.1"])) as web:
            fetched = web.get(a_request(server.url("/good", host="news.example")))
    assert (fetched.reason, "Hostname mismatch" in fetched.detail) == ("tls", True), fetched.detail


def test_an_unknown_authority_is_refused(tmp_path: Path) -> None:
    with FaultServer(ROUTES, tls=Authority(tmp_path, "Nobody").server("127.0.0.1")) as server:
        fetched = get(server, "/good")
    assert (fetched.reason, "unable to get local issuer" in fetched.detail) == ("tls", True), fetched.detail


def test_plain_text_on_a_tls_port_is_tls(server: FaultServer) -> None:
    url = server.url("/good").replace("http:", "https:")
    with Web(a_network(server), limits=PATIENT) as web:
        assert web.get(a_request(url)).reason == "tls"


def test_a_handshake_that_never_ends_is_left_at_the_deadline() -> None:
    with FaultServer(on_accept=Exchange.hang) as server, Web(a_network(server), limits=HASTY) as web:
        assert web.get(a_request(f"https://{server.host}/")).reason == "tls"


def test_silence_behind_a_handshake_is_no_fault_of_the_handshake(authority: Authority) -> None:
    with FaultServer(ROUTES, tls=authority.server("127.0.0.1")) as server:
        assert get(server, "/slow/hang", limits=HASTY, ca_file=str(authority.file)).reason == "timeout"


def test_a_step_down_from_https_to_http_is_recorded_and_carries_no_credentials(
    authority: Authority, server: FaultServer
) -> None:
    with FaultServer(ROUTES, tls=authority.server("127.0.0.1")) as secure:
        network = a_network(server, secure, ca_file=str(authority.file))
        with Web(network, limits=PATIENT) as web:
            url = secure.url(redirecting(server.url("/good")))
            fetched = web.get(a_request(url, headers={"Authorization": "Bearer x"}))
        assert "authorization" in secure.asked(redirecting(server.url("/good")))[0].headers
    assert "authorization" not in server.asked("/good")[0].headers
    assert [(v.url.partition(":")[0], v.reason) for v in fetched.visits] == [
        ("https", "http_404"),
        ("https", "redirect"),
        ("http", "http_404"),
        ("http", ""),
    ]


def test_the_time_of_fetching_is_ours_whatever_the_server_says(server: FaultServer) -> None:
    ours = datetime(2030, 1, 2, tzinfo=UTC)
    server.pages["/skewed"] = lambda exchange: exchange.reply(200, PAGE, Date="Mon, 01 Jan 1990 00:00:00 GMT")
    fetched = get(server, "/skewed", clock=lambda: ours)
    assert fetched.reply is not None
    assert (fetched.reply.fetched_at, fetched.visits[-1].at_time) == (ours, ours)


def test_many_threads_share_one_web(server: FaultServer) -> None:
    found: list[Fetched] = []
    with Web(a_network(server), limits=PATIENT) as web:
        threads = [
            threading.Thread(target=lambda n=n: found.append(web.get(a_request(server.url(f"/good/{n}")))))
            for n in range(10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [fetched.reason for fetched in found] == [""] * 10
    assert len(server.asked("/robots.txt")) == 1


def test_an_abandoned_stream_ends_its_requests(server: FaultServer) -> None:
    with Web(a_network(server), limits=PATIENT) as web:
        stream = web.get_many([a_request(server.url("/good")), *(a_request(server.url("/slow/hang")) for _ in "ab")])
        assert next(stream)[1].reply is not None
        stream.close()
        deadline = time.monotonic() + 10
        while server.open_connections > 1 and time.monotonic() < deadline:
            time.sleep(0.01)
    assert server.open_connections <= 1
