"""Redirects, and what must not be asked for (FAULTS §2.2), over real sockets."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

import pytest

from news.model import Fetched, Validators
from tests.faults.client import PATIENT, Web, a_network, a_request, pointing
from tests.faults.routes import PAGE, ROUTES, redirecting
from tests.faults.server import Exchange, FaultServer


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(ROUTES) as one:
        yield one


@pytest.fixture
def canary() -> Iterator[FaultServer]:
    """A server inside the network that nothing from outside may lead to."""
    with FaultServer(ROUTES, address="127.0.0.77") as one:
        yield one
        assert one.accepted == 0


def get(server: FaultServer, path: str, **options: object) -> Fetched:
    with Web(a_network(server), limits=PATIENT) as web:
        return web.get(a_request(server.url(path), **options))


@pytest.mark.parametrize("path", ["/redirect/loop", "/redirect/pingpong-a", "/redirect/growing"])
def test_redirects_end_after_eight(server: FaultServer, path: str) -> None:
    assert get(server, path).reason == "too_many_redirects"
    assert len(server.pages_asked) == 9


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_recorded(server: FaultServer, status: int) -> None:
    fetched = get(server, redirecting("/good#part", status))
    assert fetched.reply is not None
    assert fetched.reply.final_url == server.url("/good")
    hops = [(visit.outcome, visit.reason, visit.status) for visit in fetched.visits[1:]]
    assert hops == [("ok", "redirect", status), ("ok", "", 200)]


def test_a_redirect_to_an_internal_address_is_blocked(server: FaultServer, canary: FaultServer) -> None:
    for target in (canary.url("/secret"), canary.url("/secret").replace("http:", "")):
        assert get(server, redirecting(target)).reason == "blocked_port"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1%25lo]",
        "127.0.0.1.",
        "localhost",
        "LOCALHOST.",
        "169.254.169.254",
    ],
)
def test_this_machine_is_blocked_in_every_spelling(server: FaultServer, host: str) -> None:
    for fetched in (get(server, redirecting(f"http://{host}/secret")), get_direct(server, f"http://{host}/secret")):
        assert fetched.reply is None
        # "127.0.0.1." and the like are names that do not exist, where the C library does not take them
        assert fetched.reason in ("blocked_address", "bad_url", "dns", "dns_temporary")


def get_direct(server: FaultServer, url: str) -> Fetched:
    with Web(a_network(server), limits=PATIENT) as web:
        return web.get(a_request(url))


def test_a_fullwidth_spelling_never_reaches_this_machine(server: FaultServer) -> None:
    fetched = get_direct(server, "http://１２７.0.0.1/")
    assert fetched.reason in ("bad_url", "blocked_address")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://good.example\\@127.0.0.1/", "blocked_scheme"),
        ("http:\\\\127.0.0.1/", "blocked_scheme"),
        ("http://user@127.0.0.1/", "blocked_scheme"),
        ("http://127.0.0.1#@good.example/", "blocked_address"),
        ("http://news.example:22/", "blocked_port"),
        ("http://news.example:0/", "blocked_port"),
        ("http://news.example:99999/", "bad_url"),
        ("http://[::1/", "bad_url"),
        ("http:///path", "blocked_scheme"),
        ("http://exa\nmple.com/", "blocked_scheme"),
        ("http://exa\x00mple.com/", "blocked_scheme"),
        ("http://news.example/\ud800", "blocked_scheme"),
        ("file:///etc/passwd", "blocked_scheme"),
        ("data:text/html,hello", "blocked_scheme"),
        ("javascript:alert(1)", "blocked_scheme"),
        ("ftp://news.example/", "blocked_scheme"),
        ("gopher://127.0.0.1:25/x", "blocked_scheme"),
        ("", "blocked_scheme"),
    ],
)
def test_addresses_that_are_never_asked_for(server: FaultServer, url: str, reason: str) -> None:
    fetched = get_direct(server, url)
    assert (fetched.reason, fetched.visits[-1].reason) == (reason, reason)
    fetched.visits[-1].url.encode("utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "data:text/html,hello",
        "javascript:alert(1)",
        "ftp://127.0.0.1/",
        "http://a.example\\@127.0.0.1/",
        "http://user:pass@127.0.0.1/",
    ],
)
def test_a_redirect_to_what_is_no_web_page_is_blocked(server: FaultServer, target: str) -> None:
    assert get(server, redirecting(target)).reason == "blocked_scheme"


def test_the_address_that_was_checked_is_the_one_that_is_dialled(server: FaultServer, canary: FaultServer) -> None:
    answers = [["127.0.0.1"], ["127.0.0.77"]]
    server.pages["/robots.txt"] = b"User-agent: *\nAllow: /\n"

    async def rebinding(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    network = a_network(allow_hosts=(f"news.example:{server.port}",))
    with Web(network, limits=PATIENT, resolve=rebinding) as web:
        assert web.get(a_request(server.url("/good", host="news.example"))).reply is not None
    assert answers == [["127.0.0.77"]]  # one connection, one look-up


def test_a_public_name_with_an_internal_address_is_blocked() -> None:
    for addresses in (["127.0.0.77"], ["93.184.216.34", "10.0.0.1"]):
        with Web(a_network(), limits=PATIENT, resolve=pointing(addresses)) as web:
            assert web.get(a_request("http://news.example/")).reason == "blocked_address"


def test_an_excepted_host_is_excepted_by_its_name_and_port_only(server: FaultServer) -> None:
    with Web(a_network(allow_hosts=("127.0.0.1",)), limits=PATIENT) as web:
        assert web.get(a_request(server.url("/good"))).reason == "blocked_port"
    assert server.accepted == 0


def test_ipv6_works_where_it_is_excepted() -> None:
    with FaultServer(ROUTES, address="::1") as server:
        assert get(server, "/good").reply is not None


@pytest.mark.parametrize("target", ["http://news.example:abc/", "http://127.0.0.1:65536/", "http://[::1/"])
def test_a_redirect_to_an_address_that_cannot_be_read_is_a_failure(server: FaultServer, target: str) -> None:
    assert get(server, redirecting(target)).reason == "bad_redirect"


@pytest.mark.parametrize("path", ["no-location", "empty-location", "two-locations"])
def test_a_redirect_without_an_address_is_a_failure_and_its_body_no_page(server: FaultServer, path: str) -> None:
    fetched = get(server, f"/redirect/{path}")
    assert (fetched.reply, fetched.reason) == (None, "bad_redirect")


def test_a_line_break_in_a_redirect_adds_no_header(server: FaultServer) -> None:
    get(server, "/redirect/crlf")
    assert server.pages_asked[-1] == "/good%0d%0aX-Injected:%201"
    assert get(server, "/redirect/bare-cr").reply is None
    assert all("x-injected" not in seen.headers for seen in server.seen)


def test_raw_bytes_in_a_redirect_are_asked_for_as_they_are(server: FaultServer) -> None:
    get(server, "/redirect/latin1")
    assert server.pages_asked[-1] == "/caf%E9"


def test_a_meta_refresh_is_not_followed(server: FaultServer) -> None:
    server.pages["/meta"] = b'<meta http-equiv="refresh" content="0;url=/good"><script>location="/good"</script>'
    assert get(server, "/meta").reply is not None
    assert server.pages_asked == ["/meta"]


def test_headers_of_a_source_go_to_its_origin_and_nowhere_else(server: FaultServer) -> None:
    secret = {"X-Api-Key": "k", "User-Agent": "mine", "cookie": "a=b"}
    with FaultServer(ROUTES, address="127.0.0.2") as other, Web(a_network(server, other), limits=PATIENT) as web:
        back = server.url("/good")
        away = other.url(redirecting(back))
        web.get(a_request(server.url(redirecting("/hop")), headers=secret))
        web.get(a_request(server.url(redirecting(away)), headers=secret))
        elsewhere = other.seen
    sent = {seen.path: seen.headers for seen in server.seen}
    assert sent["/hop"]["x-api-key"] == "k"
    assert (sent["/hop"]["user-agent"], sent["/hop"]["cookie"]) == ("mine", "a=b")
    assert elsewhere[-1].path == redirecting(back)
    for headers in (sent["/good"], sent["/robots.txt"], *(seen.headers for seen in elsewhere)):
        assert "x-api-key" not in headers
        assert "cookie" not in headers
        assert headers["user-agent"].startswith("Marsad/")


def test_user_information_of_a_feed_goes_to_its_origin_and_is_shown_nowhere(server: FaultServer) -> None:
    url = server.url(redirecting("/good")).replace("http://", "http://us%40er:pa%3Ass@")
    with FaultServer(ROUTES, address="127.0.0.2") as other, Web(a_network(server, other), limits=PATIENT) as web:
        fetched = web.get(a_request(url, kind="feed"))
        away = server.url(redirecting(other.url("/good"))).replace("http://", "http://user:pass@")
        assert web.get(a_request(away, kind="feed")).reply is not None
        assert all("authorization" not in seen.headers for seen in other.seen)
    assert fetched.reply is not None
    token = server.asked("/good")[0].headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(token) == b"us@er:pa:ss"
    assert "pa" not in "".join(visit.url for visit in fetched.visits).replace("/redirect", "")
    assert "authorization" not in server.asked("/robots.txt")[0].headers


def test_cookies_are_never_sent_back(server: FaultServer) -> None:
    with Web(a_network(server), limits=PATIENT) as web:
        assert web.get(a_request(server.url("/proto/set-cookie-bomb"))).reply is not None
        assert web.get(a_request(server.url("/good"))).reply is not None
    assert all("cookie" not in seen.headers for seen in server.seen)


def test_a_cookie_loop_ends(server: FaultServer) -> None:
    server.pages["/wall"] = lambda exchange: exchange.reply(302, Location="/wall", Set_Cookie="seen=1")
    assert get(server, "/wall").reason == "too_many_redirects"


def test_proxies_and_credentials_of_the_environment_are_ignored(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(server, "/good").reply is not None


@pytest.mark.parametrize(
    ("statuses", "is_moved"), [((301,), True), ((308, 301), True), ((302,), False), ((301, 302), False)]
)
def test_a_new_address_is_told_when_every_redirect_was_permanent(
    server: FaultServer, statuses: tuple[int, ...], is_moved: bool
) -> None:
    target = "/good"
    for status in statuses:
        target = redirecting(target, status)
    fetched = get(server, target, kind="feed")
    assert fetched.reply is not None
    assert fetched.moved_to == (server.url("/good") if is_moved else "")


def test_a_new_address_is_told_when_nothing_has_changed_there(server: FaultServer) -> None:
    path = redirecting("/not-modified", 301)
    fetched = get(server, path, kind="feed", validators=Validators(etag='"e"'))
    assert (fetched.not_modified, fetched.moved_to) == (True, server.url("/not-modified"))


def test_no_new_address_is_told_without_redirects_or_without_a_reply(server: FaultServer) -> None:
    assert get(server, "/good").moved_to == ""
    assert get(server, redirecting("/status/404", 301)).moved_to == ""


def test_the_body_of_a_redirect_is_not_read(server: FaultServer) -> None:
    def endless(exchange: Exchange) -> None:
        exchange.send("HTTP/1.1 301 Moved\r\nLocation: /good\r\n\r\n")
        exchange.repeat(PAGE)

    server.pages["/endless"] = endless
    assert get(server, "/endless").reply is not None
