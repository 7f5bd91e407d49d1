"""The web: the only place that speaks HTTP. Every request, redirect and robots.txt passes one gate.

One event loop in a thread of its own serves callers from any thread. A reply is complete or it is a failure with a
reason code (docs/reasons.md). How: news.fetching.follow (the way of one URL), news.fetching.hosts (manners), news.fetching.dialer (the gate),
news.fetching.backlog (no more than a reader takes).
"""

from __future__ import annotations

import asyncio
import logging
import queue
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

import httpcore
import httpx

from news.fetching.address import Blocked
from news.fetching.backlog import Backlog
from news.fetching.dialer import Dialer, Resolve, resolve
from news.fetching.encoding import BadEncoding, SizeLimit, read_body
from news.fetching.failure import Failure, failure_from
from news.fetching.follow import Follower, Redirect
from news.fetching.head import REDIRECTS, Head
from news.fetching.hosts import PER_HOST, Hosts, host_key
from news.fetching.loop import LoopThread
from news.fetching.request import FetchSettings, Limits, Request, conditions, usual_headers
from news.model import Fetched, Reply, Visit

__all__ = ["FetchSettings", "Limits", "Request", "Web"]

CONCURRENCY = 32
IDLE_SECONDS = 30.0
# A host is asked again after its pause: a kept connection saves both sides a handshake.
KEPT_HOSTS = 128
# A longer text with a 404 or a redirect costs more than a new connection.
DRAINED_BYTES = 16 << 10
# httpx logs every URL whole, secrets included; what was asked for is in `visits`, masked
logging.getLogger("httpx").setLevel(logging.WARNING)


class Web:
    """Fetches URLs; a context manager that ends its thread and connections on exit.

    `clock` dates what is fetched; after `deadline` seconds nothing more is. `resolve` finds the addresses of a host.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        deadline: float | None = None,
        limits: Limits | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        self._settings, self._clock, self._limits, self._resolve = settings, clock, limits or Limits(), resolve
        self._ends_at = time.monotonic() + deadline if deadline is not None else None
        # the C library resolves names, blocking: dead names must not keep the others waiting
        self._loop = LoopThread("web", workers=CONCURRENCY)

    def __enter__(self) -> Self:
        self._loop.start()
        self._loop.submit(self._open()).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.stop(last=self._line.close)

    async def _open(self) -> None:
        self._line = _Line(self._settings, self._limits, self._clock, self._resolve)
        self._hosts = Hosts(pause=self._settings.per_host_pause, at_once=CONCURRENCY)
        self._backlog = Backlog(self._hosts)
        self._follower = Follower(
            self._line.ask,
            self._hosts,
            allow_hosts=self._settings.allow_hosts,
            limits=self._limits,
            clock=self._clock,
        )

    def get(self, request: Request) -> Fetched:
        """Fetch one URL and wait for it."""
        return self._loop.submit(self._fetch_now(request)).result()

    async def _fetch_now(self, request: Request) -> Fetched:
        with self._backlog.awaited():
            return await self._fetch(request)

    def sitemaps(self, request: Request) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of a request's site names; none when it cannot be had."""
        return self._loop.submit(self._sitemaps(request)).result()

    async def _sitemaps(self, request: Request) -> tuple[str, ...]:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._left()):
                return await self._follower.sitemaps(request, [])
        return ()

    def get_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Fetched]]:
        """Fetch URLs side by side; yield each as it completes. A slow caller slows the fetching, not the memory."""
        done: queue.SimpleQueue[tuple[Request, Fetched] | None] = queue.SimpleQueue()
        running = self._loop.submit(self._fetch_all(tuple(requests), done))
        try:
            while (one := done.get()) is not None:
                self._loop.call_soon(partial(self._backlog.remove, one[1]))
                yield one
        finally:
            running.cancel()

    async def _fetch_all(
        self, requests: Iterable[Request], done: queue.SimpleQueue[tuple[Request, Fetched] | None]
    ) -> None:
        async def one(request: Request) -> None:
            fetched = await self._fetch(request)
            self._backlog.add(fetched)
            done.put((request, fetched))

        try:
            await asyncio.gather(*(one(request) for request in requests))
        finally:
            done.put(None)

    async def _fetch(self, request: Request) -> Fetched:
        visits: list[Visit] = []
        try:
            async with asyncio.timeout(self._left()) as limit:
                return await self._follower.follow(request, visits)
        except Exception as error:  # noqa: BLE001 - one URL, whatever it does to the libraries, ends as a row
            if limit.expired():
                return Fetched(visits=tuple(visits), reason="cycle_deadline")
            failure = Failure("internal", f"{type(error).__name__}: {error}")
            return Fetched(visits=tuple(visits), reason=failure.reason, detail=failure.detail)

    def _left(self) -> float | None:
        return max(self._ends_at - time.monotonic(), 0) if self._ends_at is not None else None


class _Line:
    """Makes single requests: no cookies, no redirects, nothing from the environment."""

    def __init__(
        self, settings: FetchSettings, limits: Limits, clock: Callable[[], datetime], resolve: Resolve
    ) -> None:
        self._proxied, self._limits, self._clock = bool(settings.proxy), limits, clock
        self._pools = _Pools(settings, resolve)
        self._headers = usual_headers(settings.contact)
        self._timeout = httpx.Timeout(limits.read, connect=limits.connect, pool=None).as_dict()

    async def close(self) -> None:
        await self._pools.close()

    async def ask(
        self, request: Request, url: str, headers: Mapping[str, str], sent: Callable[[], None]
    ) -> Reply | Redirect:
        """Make one HTTP request; raises Failure for what is neither a complete 200 nor a redirect."""

        async def trace(event: str, info: object) -> None:
            if event == "http11.send_request_headers.complete":
                sent()

        try:
            return await self._ask(request, url, headers, {"timeout": self._timeout, "trace": trace})
        except (httpx.InvalidURL, UnicodeError) as error:  # the second: punycode that is none
            raise Failure("bad_url", str(error)) from error
        except (httpx.HTTPError, httpcore.NetworkError, OSError, Blocked, BadEncoding) as error:
            raise failure_from(error, proxied=self._proxied) from error

    async def _ask(
        self, request: Request, url: str, headers: Mapping[str, str], extensions: dict[str, Any]
    ) -> Reply | Redirect:
        conditional = conditions(request.validators)
        said = httpx.Headers({**self._headers, **conditional})
        said.update(headers)  # whatever their case
        asked = httpx.Request("GET", url, headers=said, extensions=extensions)
        async with self._pools.of(url) as pool:
            response = await pool.handle_async_request(asked)
            try:
                return await self._answer(request, url, response, conditional=bool(conditional))
            finally:
                await response.aclose()

    async def _answer(
        self, request: Request, url: str, response: httpx.Response, *, conditional: bool
    ) -> Reply | Redirect:
        head = Head(status=response.status_code, headers=tuple(response.headers.raw))
        head.check_size(self._limits.head_size)
        if head.status != 200:
            await _drain(response, head)
        if head.status in REDIRECTS:
            return Redirect(url=head.target(url), status=head.status)
        head.check_status(self._clock(), conditional=conditional)
        return await self._receive(request, url, head, response)

    async def _receive(self, request: Request, url: str, head: Head, response: httpx.Response) -> Reply:
        bounds, cut = self._limits.bounds[request.kind], request.kind == "robots"
        try:
            if not cut:
                head.check_length(max(bounds.size, bounds.sitemap_size))
            limit = SizeLimit(bounds.size, cut=cut, sitemaps=bounds.sitemap_size)
            payload, body = await read_body(_chunks(response, whole=True), head.header("content-encoding"), limit)
        except BadEncoding as bad:
            raise Failure(bad.reason, bad.detail, status=200) from bad
        if not body.strip():
            raise Failure("empty_body", status=200)
        return Reply(
            url=request.url,
            final_url=url,
            status=200,
            headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers),
            payload=payload,
            body=body,
            fetched_at=self._clock(),
        )


async def _chunks(response: httpx.Response, *, whole: bool = False) -> AsyncIterator[bytes]:
    """Yield the body as received; close a connection on which more follows. If `whole`, Failure when that is its rest."""
    stream: Any = response.stream
    async for chunk in stream:
        yield chunk
    # httpcore would take what follows for the next reply (RFC 9112 §9.2), and has no public way to see it
    if behind := stream._httpcore_stream._stream._connection._h11_state.trailing_data[0]:
        await response.extensions["network_stream"].aclose()
        if whole and behind.strip() and not behind.lstrip().startswith(b"HTTP/"):
            raise Failure("truncated", "more came than its Content-Length says", status=response.status_code)


async def _drain(response: httpx.Response, head: Head) -> None:
    """Read the little that comes with a status, so that the connection can be used again."""
    if head.status == 304 or head.length <= DRAINED_BYTES:
        with suppress(httpx.HTTPError):  # the status has been told; only the connection is lost
            async for _ in _chunks(response):
                pass


@dataclass
class _Pool:
    transport: httpx.AsyncHTTPTransport
    users: int = 0


class _Pools:
    """The connections of each host, two at most; those of the hosts asked last are kept."""

    def __init__(self, settings: FetchSettings, resolve: Resolve) -> None:
        self._proxy = settings.proxy
        self._dialer = Dialer(settings.allow_hosts, resolve)
        self._context = ssl.create_default_context()
        if settings.ca_file:
            self._context.load_verify_locations(settings.ca_file)
        self._pools: dict[str, _Pool] = {}  # the last used is the last

    @asynccontextmanager
    async def of(self, url: str) -> AsyncIterator[httpx.AsyncHTTPTransport]:
        key = host_key(url)
        pool = self._pools.pop(key, None) or _Pool(self._transport())
        self._pools[key] = pool
        pool.users += 1
        try:
            yield pool.transport
        finally:
            pool.users -= 1
            if len(self._pools) > KEPT_HOSTS:
                await self._let_go()

    async def _let_go(self) -> None:
        oldest = list(self._pools.items())[: len(self._pools) - KEPT_HOSTS]
        for pool in [self._pools.pop(key) for key, pool in oldest if not pool.users]:
            await pool.transport.aclose()

    async def close(self) -> None:
        for pool in self._pools.values():
            await pool.transport.aclose()

    def _transport(self) -> httpx.AsyncHTTPTransport:
        if self._proxy:  # the check of addresses is the proxy's (DESIGN §2)
            limits = httpx.Limits(max_connections=PER_HOST, keepalive_expiry=IDLE_SECONDS)
            return httpx.AsyncHTTPTransport(verify=self._context, limits=limits, trust_env=False, proxy=self._proxy)
        transport = httpx.AsyncHTTPTransport(verify=self._context, trust_env=False)
        transport._pool = httpcore.AsyncConnectionPool(  # httpx has no public way to give it a network backend
            ssl_context=self._context,
            max_connections=PER_HOST,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=self._dialer,
        )
        return transport
