"""Statuses, hints, framing, sizes and codings (FAULTS §2.3), over real sockets."""

from __future__ import annotations

import gzip
import logging
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from news.articles.page import read_page
from news.model import Fetched, Refusal, Validators
from tests.faults.client import HASTY, PATIENT, Web, a_network, a_request
from tests.faults.routes import PAGE, ROUTES
from tests.faults.server import FaultServer

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
DAY = 86400.0


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(ROUTES) as one:
        yield one


def get(server: FaultServer, path: str, **options: object) -> Fetched:
    with Web(a_network(server), limits=PATIENT, clock=lambda: NOW) as web:
        return web.get(a_request(server.url(path), **options))


@pytest.mark.parametrize("status", [201, 204, 206, 300, 305, 400, 401, 403, 404, 410, 429, 451, 500, 503, 520, 599])
def test_a_status_other_than_200_is_never_a_page(server: FaultServer, status: int) -> None:
    fetched = get(server, f"/status/{status}")
    assert (fetched.reply, fetched.reason) == (None, f"http_{status}")
    assert (fetched.visits[-1].status, fetched.visits[-1].outcome) == (status, "failed")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        ("31536000", DAY),
        ("9" * 400, DAY),
        (format_datetime(NOW + timedelta(hours=2), usegmt=True), 7200.0),
        (format_datetime(NOW + timedelta(days=365), usegmt=True), DAY),
        (format_datetime(NOW - timedelta(hours=2), usegmt=True), None),
        ("-5", None),
        ("soon", None),
        ("\xb2", None),
        ("1.5", None),
    ],
)
def test_the_wait_that_a_server_asks_for_is_told_and_not_slept(
    server: FaultServer, said: str, seconds: float | None
) -> None:
    fetched = get(server, f"/retry/{said.encode('latin-1').hex()}")
    assert (fetched.reason, fetched.retry_after) == ("http_503", seconds)
    # without a wait that is worth heeding, a second try follows at once
    assert len(server.pages_asked) == (1 if seconds else 2)


def test_a_304_that_was_asked_for_is_not_modified(server: FaultServer) -> None:
    told = Validators(etag='W/"e"', last_modified="Wed, 13 Sep 2023 10:00:00 GMT")
    fetched = get(server, "/not-modified", kind="feed", validators=told)
    assert (fetched.not_modified, fetched.reason, fetched.visits[-1].outcome) == (True, "", "not_modified")
    headers = server.asked("/not-modified")[0].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == (told.etag, told.last_modified)


@pytest.mark.parametrize("validators", [None, Validators()])
def test_a_304_that_was_not_asked_for_is_a_failure(server: FaultServer, validators: Validators | None) -> None:
    fetched = get(server, "/not-modified", kind="feed", validators=validators)
    assert (fetched.not_modified, fetched.reason) == (False, "unsolicited_304")


@pytest.mark.parametrize("path", ["mid-body", "mid-body-reset", "chunk-mid", "chunk-no-end"])
def test_a_body_that_is_cut_off_is_tried_again_and_never_taken(server: FaultServer, path: str) -> None:
    fetched = get(server, f"/drop/{path}", kind="feed")
    assert fetched.reply is None
    assert fetched.reason == ("reset" if path == "mid-body-reset" else "truncated")
    assert len(server.pages_asked) == 2


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/enc/truncated", "truncated"),
        ("/enc/bad-crc", "bad_encoding"),
        ("/enc/plain-as-gzip", "bad_encoding"),
        ("/enc/nothing-as-gzip", "empty_body"),
        ("/enc/as/x-foo", "unsupported_encoding"),
        ("/enc/as/br", "unsupported_encoding"),
        ("/enc/as/zstd", "unsupported_encoding"),
        ("/enc/as/deflate", "unsupported_encoding"),
        ("/enc/as/gzip+gzip", "unsupported_encoding"),
        ("/enc/as/" + "+".join(["gzip"] * 60), "unsupported_encoding"),
        ("/type/zero-byte", "empty_body"),
        ("/type/whitespace", "empty_body"),
        ("/length/absurd", "too_large"),
        ("/length/negative", "protocol"),
        ("/length/conflicting", "protocol"),
        ("/proto/not-http", "protocol"),
        ("/proto/http09", "protocol"),
        ("/proto/bad-status", "protocol"),
        ("/proto/control-header", "protocol"),
        ("/endless/headers", "protocol"),
        ("/endless/one-header", "protocol"),
        ("/endless/body", "too_large"),
        ("/endless/chunks", "too_large"),
        ("/bomb/empty-members", "bad_encoding"),
    ],
)
def test_a_reply_that_is_not_what_it_should_be_is_a_failure_with_its_reason(
    server: FaultServer, path: str, reason: str
) -> None:
    fetched = get(server, path)
    assert (fetched.reply, fetched.reason) == (None, reason)
    assert fetched.visits[-1].reason == reason
    assert fetched.detail.isprintable()


def test_a_body_longer_than_it_says_is_cut_off_and_never_taken(server: FaultServer) -> None:
    fetched = get(server, "/length/too-short")
    assert (fetched.reply, fetched.reason) == (None, "truncated")
    assert len({seen.connection for seen in server.asked("/length/too-short")}) == 2


def test_line_ends_behind_a_body_are_no_part_of_it(server: FaultServer) -> None:
    reply = get(server, "/length/line-ends-behind").reply
    assert reply is not None
    assert reply.body == PAGE


@pytest.mark.parametrize("coding", ["", "gzip"])
@pytest.mark.parametrize(
    ("start", "reason"), [(b"<?xml version='1.0'?><urlset>", ""), (b"<rss><channel>", "too_large")]
)
def test_a_sitemap_may_be_longer_than_a_feed(server: FaultServer, start: bytes, reason: str, coding: str) -> None:
    body = start + random.Random(1).randbytes(1000) * 30
    packed = gzip.compress(body) if coding else body
    server.pages["/long"] = lambda exchange: exchange.reply(200, packed, Content_Encoding=coding)
    feed = replace(PATIENT.bounds["feed"], size=20_000, sitemap_size=50_000)
    limits = replace(PATIENT, bounds={**PATIENT.bounds, "feed": feed})
    with Web(a_network(server), limits=limits) as web:
        assert web.get(a_request(server.url("/long"), kind="feed")).reason == reason


def test_all_members_of_a_gzip_are_one_body(server: FaultServer) -> None:
    fetched = get(server, "/enc/members")
    assert fetched.reply is not None
    assert fetched.reply.body == PAGE
    assert fetched.visits[-1].bytes == len(fetched.reply.payload)


@pytest.mark.parametrize("coding", ["identity", "IDENTITY"])
def test_no_coding_is_a_coding(server: FaultServer, coding: str) -> None:
    assert get(server, f"/enc/as/{coding}").reply is not None


def test_only_gzip_is_offered(server: FaultServer) -> None:
    get(server, "/good")
    assert {seen.headers["accept-encoding"] for seen in server.seen} == {"gzip"}


@pytest.mark.parametrize(
    "start",
    [b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n", b"GIF89a", b"PK\x03\x04", b"\x1f\x8b\x08", b'{"a": 1}'],
)
def test_what_is_no_page_is_known_by_its_bytes_whatever_its_label(server: FaultServer, start: bytes) -> None:
    fetched = get(server, f"/type/raw/{start.hex()}")
    assert fetched.reply is not None
    page = read_page(fetched.reply.body, url=fetched.reply.final_url, now=NOW)
    assert isinstance(page, Refusal)
    assert page.reason == "unsupported_type"


def test_a_gzip_without_a_label_is_taken_as_the_bytes_it_is(server: FaultServer) -> None:
    fetched = get(server, "/enc/unlabelled-gzip")
    assert fetched.reply is not None
    page = read_page(fetched.reply.body, url=fetched.reply.final_url, now=NOW)
    assert isinstance(page, Refusal)
    assert page.reason == "unsupported_type"


@pytest.mark.parametrize(("size", "reason"), [(60 << 10, ""), (66 << 10, "protocol"), (90 << 10, "protocol")])
def test_headers_may_take_64_kib(server: FaultServer, size: int, reason: str) -> None:
    assert get(server, f"/length/many-headers/{size}").reason == reason


def test_a_length_beside_chunks_counts_for_nothing(server: FaultServer) -> None:
    fetched = get(server, "/length/with-chunked")
    assert fetched.reply is None or fetched.reply.body == b"hello"


def test_a_second_reply_behind_the_first_is_nobodys(server: FaultServer) -> None:
    with Web(a_network(server), limits=PATIENT) as web:
        first = web.get(a_request(server.url("/proto/extra-after")))
        second = web.get(a_request(server.url("/good")))
    assert first.reply is not None
    assert first.reply.body == b"the first reply"
    assert second.reply is not None
    assert second.reply.body == PAGE
    assert server.asked("/proto/extra-after")[0].connection != server.asked("/good")[0].connection


def test_a_connection_is_kept_for_the_next_request(server: FaultServer) -> None:
    with Web(a_network(server), limits=PATIENT) as web:
        for _ in range(3):
            web.get(a_request(server.url("/good")))
    assert len({seen.connection for seen in server.asked("/good")}) == 1


@pytest.mark.parametrize("path", ["/status/404", "/redirect/loop", "/not-modified"])
def test_a_connection_is_kept_after_a_reply_without_a_page(server: FaultServer, path: str) -> None:
    get(server, path)
    assert {seen.connection for seen in server.seen} == {1}


def test_a_body_of_just_the_limit_is_taken_and_one_byte_more_is_not(server: FaultServer) -> None:
    size = HASTY.bounds["page"].size
    server.pages["/full"], server.pages["/over"] = b"a" * size, b"a" * (size + 1)
    limits = replace(PATIENT, bounds={kind: replace(one, seconds=30) for kind, one in HASTY.bounds.items()})
    with Web(a_network(server), limits=limits) as web:
        assert web.get(a_request(server.url("/full"))).reply is not None
        assert web.get(a_request(server.url("/over"))).reason == "too_large"


def test_one_bad_reply_among_many_loses_no_other(server: FaultServer) -> None:
    bad = ["/enc/truncated", "/drop/reset", "/proto/not-http", "/endless/headers", "/length/negative", "/status/500"]
    with Web(a_network(server), limits=PATIENT) as web:
        requests = [a_request(server.url(f"{path}?{n}")) for n in range(3) for path in ["/good", *bad]]
        found = {request.url: fetched for request, fetched in web.get_many(requests)}
    assert len(found) == len(requests)
    assert all((found[one.url].reply is not None) == ("/good" in one.url) for one in requests)


def test_no_url_is_logged(server: FaultServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    get(server, "/good?token=secret")
    assert "secret" not in caplog.text


def test_a_reply_is_complete(server: FaultServer) -> None:
    server.pages["/a"] = lambda exchange: exchange.reply(200, PAGE, ETag='"1"', Last_Modified="x", Set_Cookie="a")
    fetched = get(server, "/a?token=1")
    assert fetched.reply is not None
    assert (fetched.reply.header("etag"), fetched.reply.status, fetched.reply.fetched_at) == ('"1"', 200, NOW)
    assert (fetched.reply.payload, fetched.reply.body) == (PAGE, PAGE)
    assert fetched.visits[-1].url.endswith("/a?token=***")
