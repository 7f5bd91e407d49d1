"""robots.txt and what hosts are owed (FAULTS §2.4), over real sockets."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

import pytest

from news.fetching.backlog import HELD_BYTES
from news.model import Fetched
from tests.conftest import free_port
from tests.faults.client import HASTY, PATIENT, Web, a_network, a_request
from tests.faults.routes import PAGE, ROUTES, redirecting
from tests.faults.server import Exchange, FaultServer, Route

RULES = b"User-agent: *\nDisallow: /private\n"


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(ROUTES) as one:
        yield one


def get(server: FaultServer, path: str, robots: Route | bytes) -> Fetched:
    server.pages["/robots.txt"] = robots
    server.pages["/private"] = PAGE
    with Web(a_network(server), limits=HASTY) as web:
        return web.get(a_request(server.url(path)))


def answering(status: int, body: bytes = b"", **headers: str) -> Route:
    return lambda exchange: exchange.reply(status, body, **headers)


def test_a_disallowed_page_is_not_asked_for(server: FaultServer) -> None:
    fetched = get(server, "/private", RULES)
    assert fetched.reason == "robots_disallowed"
    assert [(visit.outcome, visit.reason) for visit in fetched.visits] == [("ok", ""), ("failed", "robots_disallowed")]
    assert server.pages_asked == []
    assert get(server, "/good", RULES).reply is not None


def test_a_redirect_to_a_disallowed_page_is_not_followed(server: FaultServer) -> None:
    assert get(server, redirecting("/private"), RULES).reason == "robots_disallowed"
    assert "/private" not in server.pages_asked


def test_each_host_on_the_way_is_asked_for_its_own_rules(server: FaultServer) -> None:
    with FaultServer(ROUTES, address="127.0.0.2") as other, Web(a_network(server, other), limits=PATIENT) as web:
        other.pages["/robots.txt"] = RULES
        assert web.get(a_request(server.url(redirecting(other.url("/private"))))).reason == "robots_disallowed"
        assert other.pages_asked == []


def test_rules_are_asked_for_once_and_are_in_the_visits_of_whoever_asked(server: FaultServer) -> None:
    with Web(a_network(server), limits=PATIENT) as web:
        found = list(web.get_many(a_request(server.url(f"/good/{number}")) for number in range(20)))
    assert len(server.asked("/robots.txt")) == 1
    assert sum(visit.url.endswith("/robots.txt") for _, fetched in found for visit in fetched.visits) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_rules_everything_is_allowed(server: FaultServer, status: int) -> None:
    assert get(server, "/good", answering(status)).reply is not None


@pytest.mark.parametrize("status", [429, 500, 503, 520])
def test_a_server_in_trouble_is_left_alone(server: FaultServer, status: int) -> None:
    fetched = get(server, "/good", answering(status, RULES))
    assert fetched.reason == "robots_unreachable"
    assert fetched.visits[0].reason == f"http_{status}"
    assert server.pages_asked == []


@pytest.mark.parametrize(
    ("robots", "detail"),
    [
        (ROUTES["/slow/hang"], "timeout"),
        (ROUTES["/slow/body"], "timeout"),
        (ROUTES["/drop/mid-body"], "truncated"),
        (ROUTES["/enc/truncated"], "truncated"),
        (ROUTES["/not-modified"], "unsolicited_304"),
        (ROUTES["/redirect/no-location"], "bad_redirect"),
        (lambda exchange: exchange.redirect(f"http://127.0.0.1:{free_port()}/"), "blocked_port"),
        (answering(200, RULES, Content_Encoding="br"), "unsupported_encoding"),
    ],
)
def test_rules_that_cannot_be_had_allow_nothing(server: FaultServer, robots: Route, detail: str) -> None:
    fetched = get(server, "/good", robots)
    assert (fetched.reason, fetched.detail) == ("robots_unreachable", detail)
    assert server.pages_asked == []


def test_a_host_that_is_not_reached_is_not_blamed_on_its_rules(server: FaultServer) -> None:
    assert get(server, "/good", ROUTES["/drop/reset"]).reason == "reset"
    assert server.pages_asked == []


def test_rules_on_a_host_that_is_not_reached_are_unreachable_rules(server: FaultServer) -> None:
    port = free_port()
    server.pages["/robots.txt"] = lambda exchange: exchange.redirect(f"http://127.0.0.1:{port}/")
    with Web(a_network(allow_hosts=(server.host, f"127.0.0.1:{port}")), limits=PATIENT) as web:
        fetched = web.get(a_request(server.url("/good")))
    assert (fetched.reason, fetched.detail) == ("robots_unreachable", "refused")


@pytest.mark.parametrize(
    "robots",
    [
        b"",
        b"  \n",
        b"<!DOCTYPE html><html><body>Disallow: /private</body></html>",
        b"\xef\xbb\xbf<html>",
        b"\x00\xff" * 99,
    ],
)
def test_what_holds_no_rules_forbids_nothing(server: FaultServer, robots: bytes) -> None:
    assert get(server, "/private", robots).reply is not None


HUGE = RULES + b"# padding\n" * 100_000 + b"Disallow: /good\n"


@pytest.mark.parametrize(
    "robots",
    [
        HUGE,
        answering(200, gzip.compress(HUGE), Content_Encoding="gzip"),
        answering(200, gzip.compress(RULES + bytes(9 << 20)), Content_Encoding="gzip"),
        lambda exchange: (exchange.send(b"HTTP/1.1 200 OK\r\n\r\n" + RULES), exchange.repeat(b"# more\n" * 9999)),
    ],
    ids=["huge", "huge-gzip", "gzip-bomb", "endless"],
)
def test_of_rules_without_end_the_beginning_counts(server: FaultServer, robots: Route | bytes) -> None:
    assert get(server, "/private", robots).reason == "robots_disallowed"
    assert get(server, "/good", robots).reply is not None


@pytest.mark.parametrize(("hops", "reason"), [(5, "robots_disallowed"), (6, "")])
def test_rules_are_followed_over_five_redirects(server: FaultServer, hops: int, reason: str) -> None:
    target = "/rules"
    server.pages["/rules"] = RULES
    for _ in range(hops - 1):
        target = redirecting(target)
    assert get(server, "/private", lambda exchange: exchange.redirect(target)).reason == reason


def test_a_loop_of_rules_is_no_rules(server: FaultServer) -> None:
    assert get(server, "/private", lambda exchange: exchange.redirect("/robots.txt")).reply is not None


def test_rules_lead_to_no_internal_address(server: FaultServer) -> None:
    with FaultServer(ROUTES, address="127.0.0.77") as canary:
        fetched = get(server, "/good", lambda exchange: exchange.redirect(canary.url("/secret")))
        assert canary.accepted == 0
    assert [visit.reason for visit in fetched.visits] == ["redirect", "blocked_port", "robots_unreachable"]


def test_who_we_are_is_said_with_a_contact(server: FaultServer) -> None:
    get(server, "/good", RULES)
    agents = {seen.headers["user-agent"] for seen in server.seen}
    assert len(agents) == 1
    assert agents.pop().startswith("Marsad/")
    assert all("(+mailto:desk@example.org)" in seen.headers["user-agent"] for seen in server.seen)


def test_at_most_two_connections_to_a_host_and_a_pause_between_requests(server: FaultServer) -> None:
    def slow(exchange: Exchange) -> None:
        exchange.server.stopped.wait(0.15)
        exchange.reply(200, PAGE)

    server.pages["/slow"] = slow
    with Web(a_network(server, per_host_pause=0.05), limits=PATIENT) as web:
        found = list(web.get_many(a_request(server.url(f"/slow?{number}")) for number in range(12)))
    assert all(fetched.reply is not None for _, fetched in found)
    assert server.most_connections <= 2
    times = [seen.at for seen in server.seen]
    assert times[-1] - times[0] >= 12 * 0.05 * 0.8


def test_the_pause_that_rules_ask_for_is_kept(server: FaultServer) -> None:
    server.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 0.2\n"
    with Web(a_network(server), limits=PATIENT) as web:
        list(web.get_many(a_request(server.url(f"/good?{number}")) for number in range(3)))
    times = [seen.at for seen in server.seen if seen.path != "/robots.txt"]
    assert times[-1] - times[0] >= 2 * 0.2 * 0.8


def test_the_pause_begins_when_a_request_is_sent_however_long_connecting_took(server: FaultServer) -> None:
    async def slowly(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(0.3)
        return ["127.0.0.1"]

    network = a_network(allow_hosts=(f"slow.example:{server.port}",), per_host_pause=0.4)
    with Web(network, limits=PATIENT, resolve=slowly) as web:
        web.get(a_request(server.url("/good", host="slow.example")))
    robots, page = server.seen
    assert page.at - robots.at >= 0.4 * 0.8


def test_a_pause_of_one_host_keeps_no_other_waiting(server: FaultServer) -> None:
    with FaultServer(ROUTES, address="127.0.0.2") as slow, Web(a_network(server, slow), limits=PATIENT) as web:
        slow.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 20\n"
        requests = [a_request(slow.url(f"/good?{number}")) for number in range(100)]
        requests += [a_request(server.url(f"/good?{number}")) for number in range(50)]
        began = time.monotonic()
        stream = web.get_many(requests)
        assert all(next(stream)[1].reply is not None for _ in range(51))
        assert time.monotonic() - began < 15
        stream.close()


def test_connections_are_kept_to_the_hosts_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("news.fetching.web.KEPT_HOSTS", 2)
    with ExitStack() as stack:
        servers = [stack.enter_context(FaultServer(ROUTES, address=f"127.0.0.{number}")) for number in range(2, 10)]
        with Web(a_network(*servers), limits=PATIENT) as web:
            found = list(web.get_many(a_request(one.url(f"/good?{n}")) for n in range(4) for one in servers))
            assert all(fetched.reply is not None for _, fetched in found)
            web.get(a_request(servers[0].url("/good")))
            deadline = time.monotonic() + 10
            while len(kept := [one for one in servers if one.open_connections]) > 2 and time.monotonic() < deadline:
                time.sleep(0.01)
            assert len(kept) <= 2
            assert servers[0] in kept


def test_a_slow_reader_slows_the_fetching(server: FaultServer) -> None:
    size = 4 << 20
    server.pages["/big"] = bytes(size - 1) + b"a"
    with Web(a_network(server), limits=PATIENT) as web:
        stream = web.get_many(a_request(server.url(f"/big?{number}")) for number in range(40))
        next(stream)
        time.sleep(1.0)
        # a page is held as received and as inflated
        assert len(server.pages_asked) <= HELD_BYTES // (2 * size) + 4
        assert web.get(a_request(server.url("/good"))).reply is not None
        assert len(list(stream)) == 39


def test_limits_can_be_set_for_each_kind(server: FaultServer) -> None:
    bounds = {**PATIENT.bounds, "page": replace(PATIENT.bounds["page"], size=100)}
    with Web(a_network(server), limits=replace(PATIENT, bounds=bounds)) as web:
        assert web.get(a_request(server.url("/good"))).reason == "too_large"
        assert web.get(a_request(server.url("/good"), kind="feed")).reply is not None
