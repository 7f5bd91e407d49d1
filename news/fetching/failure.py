"""Failures of requests: what the libraries raise, as reason codes of docs/reasons.md."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

import httpcore

from news.fetching.address import Blocked
from news.fetching.encoding import BadEncoding

DETAIL_CHARS = 200
# Our own side has no way out: says nothing of the host that was asked for.
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
# In this order: whoever waits in vain over TLS has an SSLWantReadError among the causes.
REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (httpcore.TimeoutException, "timeout"),
    (ssl.SSLError, "tls"),
    (socket.gaierror, "dns"),
    (httpcore.ProxyError, "proxy"),
    (ConnectionRefusedError, "refused"),
    (ConnectionResetError, "reset"),
    (BrokenPipeError, "reset"),
    (httpcore.ProtocolError, "protocol"),
    (httpcore.ReadError, "reset"),
    (httpcore.WriteError, "reset"),
)
# Our own network, resolver or proxy: no source is to blame for these.
OUR_OWN = frozenset({"dns_temporary", "network_down", "proxy"})
# What a proxy that cannot be reached looks like; the host behind it was never asked.
_PROXY_DOWN = frozenset({"dns", "dns_temporary", "network_down", "refused"})


class Failure(Exception):
    """Why a request gave no reply; `retry_after` is in seconds, as the server asked."""

    def __init__(
        self, reason: str, detail: str = "", *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        # a peer's words reach logs and terminals: no control characters
        self.detail = "".join(c if c.isprintable() else "?" for c in detail[:DETAIL_CHARS])
        super().__init__(f"{reason}: {self.detail}" if detail else reason)
        self.reason, self.status, self.retry_after = reason, status, retry_after


def failure_from(error: BaseException, *, proxied: bool = False) -> Failure:
    """Return the failure that an exception stands for, looking for its cause first."""
    chain = tuple(_causes(error))
    for one in chain:
        if isinstance(one, Failure):
            return one
        if isinstance(one, Blocked | BadEncoding):
            return Failure(one.reason, one.detail)
    for kind, reason in REASONS:
        if (found := next((one for one in chain if isinstance(one, kind)), None)) is not None:
            exact = _exact(reason, found, chain)
            return Failure("proxy" if proxied and exact in _PROXY_DOWN else exact, str(found))
    return _unconnected(error, chain, proxied=proxied)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    for _ in range(10):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__


def _exact(reason: str, error: BaseException, chain: tuple[BaseException, ...]) -> str:
    if reason == "timeout":
        is_handshake = isinstance(error, httpcore.ConnectTimeout) and any(isinstance(c, ssl.SSLError) for c in chain)
        return "tls" if is_handshake else reason
    if reason == "dns":
        return "dns_temporary" if getattr(error, "errno", None) == socket.EAI_AGAIN else reason
    return _protocol(str(error)) if reason == "protocol" else reason


def _protocol(text: str) -> str:
    # the peer closed before Content-Length or the last chunk: the body is short
    if "without sending complete message body" in text or "incomplete chunked read" in text:
        return "truncated"
    return "reset" if "disconnected without sending" in text else "protocol"


def _unconnected(error: BaseException, chain: tuple[BaseException, ...], *, proxied: bool) -> Failure:
    numbers = {one.errno for one in chain if isinstance(one, OSError)}
    reason = "network_down" if numbers & _NO_NETWORK else "refused"
    return Failure("proxy" if proxied else reason, f"{type(error).__name__}: {error}")
