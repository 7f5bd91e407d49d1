"""Reason codes of what the libraries raise."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from pathlib import Path

import httpcore
import pytest

from news.fetching.address import Blocked
from news.fetching.failure import REASONS, Failure, failure_from

LISTED = re.findall(r"`(\w+)`", (Path(__file__).parents[2] / "docs/reasons.md").read_text(encoding="utf-8"))


def chained(outer: Exception, *causes: Exception) -> Exception:
    """Return `outer` with these as its causes, as libraries wrap one another's errors."""
    error = outer
    for cause in causes:
        error.__cause__ = cause
        error = cause
    return outer


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (chained(httpcore.ConnectError(), ssl.SSLCertVerificationError("x")), "tls"),
        (chained(httpcore.ConnectTimeout(), TimeoutError(), ssl.SSLWantReadError()), "tls"),
        (chained(httpcore.ReadTimeout(), TimeoutError(), ssl.SSLWantReadError()), "timeout"),
        (httpcore.ConnectTimeout(), "timeout"),
        (chained(httpcore.ConnectError(), socket.gaierror(socket.EAI_NONAME, "x")), "dns"),
        (chained(httpcore.ConnectError(), socket.gaierror(socket.EAI_AGAIN, "x")), "dns_temporary"),
        (chained(httpcore.ConnectError(), OSError(errno.ENETUNREACH, "x")), "network_down"),
        (chained(httpcore.ConnectError(), OSError(errno.EHOSTUNREACH, "x")), "refused"),
        (chained(httpcore.ReadError(), ConnectionResetError()), "reset"),
        (httpcore.RemoteProtocolError("peer closed connection without sending complete message body"), "truncated"),
        (httpcore.RemoteProtocolError("illegal status line"), "protocol"),
        (httpcore.ProxyError("407"), "proxy"),
        (chained(httpcore.ConnectError(), Blocked("blocked_address", "x")), "blocked_address"),
        (OSError("whatever"), "refused"),
    ],
)
def test_the_cause_decides(error: Exception, reason: str) -> None:
    assert failure_from(error).reason == reason
    assert reason in LISTED


def test_behind_a_proxy_a_connection_that_fails_is_the_proxys() -> None:
    for cause in (ConnectionRefusedError(), socket.gaierror(socket.EAI_NONAME, "x"), OSError(errno.ENETUNREACH, "x")):
        assert failure_from(chained(httpcore.ConnectError(), cause), proxied=True).reason == "proxy"
    assert failure_from(httpcore.ReadTimeout(), proxied=True).reason == "timeout"


def test_every_reason_of_the_table_is_in_the_list_of_reasons() -> None:
    assert {reason for _, reason in REASONS} <= set(LISTED)


def test_a_detail_has_no_control_characters_and_an_end() -> None:
    assert Failure("protocol", "a\x00b\x1b[31m\n\u202ec" + "x" * 999).detail == ("a?b?[31m??c" + "x" * 999)[:200]
