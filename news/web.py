"""The web: the only place that speaks HTTP. Every request, redirect and robots.txt passes one gate.

One event loop in a thread of its own serves callers from any thread; what hosts are owed (pauses, two connections at
most, robots.txt) is kept there. A reply is complete or it is a failure with a reason code (docs/reasons.md).
"""

from __future__ import annotations

import asyncio
import logging
import queue
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Literal, Protocol, Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from news.address import Blocked, check_address, check_url
from news.encoding import BadEncoding, Inflater, check_coding
from news.model import Fetched, Reply, Validators, Visit
from news.robots import ALLOW_ALL, MAX_BYTES, PRODUCT, Rules, read_rules
from news.secrets import mask

Kind = Literal["feed", "page", "robots"]
# FAULTS §4. Seconds for the whole of one URL, redirects included; bytes of the inflated body.
DEADLINES: dict[Kind, float] = {"feed": 60.0, "page": 30.0, "robots": 15.0}
LIMITS: dict[Kind, int] = {"feed": 20 << 20, "page": 5 << 20, "robots": MAX_BYTES}
CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
REDIRECTS: dict[Kind, int] = {"feed": 8, "page": 8, "robots": 5}
CONCURRENCY, PER_HOST = 32, 2
# What lies fetched and not yet taken; beyond it nothing new is asked for until the reader has caught up.
HELD_BYTES = 64 << 20
TRANSIENT = frozenset({"reset", "refused", "http_502", "http_503", "http_504"})
RETRY_PAUSE, MAX_RETRY_PAUSE = 1.0, 5.0
MAX_RETRY_AFTER = 86400.0
# httpx logs every URL whole, secrets included; what was asked for is in `visits`, masked
logging.getLogger("httpx").setLevel(logging.WARNING)


class FetchSettings(Protocol):
    """What the configuration says of the network."""

    @property
    def contact(self) -> str: ...  # noqa: D102
    @property
    def per_host_pause(self) -> float: ...  # noqa: D102
    @property
    def allow_hosts(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def proxy(self) -> str: ...  # noqa: D102
    @property
    def ca_file(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One URL to fetch for a source."""

    url: str
    source: str
    kind: Kind = "page"
    validators: Validators | None = None


class _Failure(Exception):
    """Why one request gave no reply."""

    def __init__(self, reason: str, detail: str = "", *, status: int | None = None, retry_after: float | None = None):
        super().__init__(reason)
        self.reason, self.detail, self.status, self.retry_after = reason, detail, status, retry_after


@dataclass
class _Host:
    """What is owed to one host and port."""

    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PER_HOST))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0
    rules: asyncio.Task[tuple[Rules, tuple[Visit, ...]]] | None = None
    told: bool = False


class Web:
    """Fetches URLs; a context manager that ends its thread and connections on exit."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        deadline: float | None = None,
    ) -> None:
        self._settings, self._clock = settings, clock
        self._ends_at = time.monotonic() + deadline if deadline is not None else float("inf")
        self._hosts: dict[str, _Host] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="web", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _open(self) -> None:
        self._client = _client(self._settings)
        self._slots = asyncio.Semaphore(CONCURRENCY)
        self._held, self._room = 0, asyncio.Event()
        self._room.set()

    async def _close(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._client.aclose()

    def get(self, request: Request) -> Fetched:
        """Fetch one URL and wait for it."""
        return asyncio.run_coroutine_threadsafe(self._fetch(request), self._loop).result()

    def get_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Fetched]]:
        """Fetch URLs side by side; yield each as it completes. A slow caller slows the fetching, not the memory."""
        done: queue.SimpleQueue[tuple[Request, Fetched]] = queue.SimpleQueue()

        async def one(request: Request) -> None:
            fetched = await self._fetch(request)
            self._hold(_size(fetched))
            done.put((request, fetched))

        futures = [asyncio.run_coroutine_threadsafe(one(request), self._loop) for request in requests]
        for _ in futures:
            request, fetched = done.get()
            self._loop.call_soon_threadsafe(self._hold, -_size(fetched))
            yield request, fetched

    def _hold(self, size: int) -> None:
        self._held += size
        if self._held > HELD_BYTES:
            self._room.clear()
        else:
            self._room.set()

    async def _fetch(self, request: Request) -> Fetched:
        visits: list[Visit] = []
        left = self._ends_at - time.monotonic()
        try:
            async with asyncio.timeout(max(left, 0) if left != float("inf") else None):
                return await self._with_retry(request, visits)
        except TimeoutError:
            return Fetched(visits=tuple(visits), reason="cycle_deadline")
        except Exception as error:  # noqa: BLE001 - one URL, whatever it does to the libraries, ends as a row
            detail = f"{type(error).__name__}: {error}"[:200]
            return Fetched(visits=tuple(visits), reason="internal", detail=detail)

    async def _with_retry(self, request: Request, visits: list[Visit]) -> Fetched:
        fetched = await self._once(request, visits)
        pause = fetched.retry_after if fetched.retry_after is not None else RETRY_PAUSE
        if fetched.reason not in TRANSIENT or pause > MAX_RETRY_PAUSE:
            return fetched
        await asyncio.sleep(pause)
        return await self._once(request, visits)

    async def _once(self, request: Request, visits: list[Visit]) -> Fetched:
        """Follow one URL to its reply under its total deadline, which starts when its turn has come."""
        try:
            reply = await self._follow(request, visits)
        except _Failure as failure:
            if failure.reason == "not_modified":
                return Fetched(visits=tuple(visits), not_modified=True)
            return Fetched(
                visits=tuple(visits),
                reason=failure.reason,
                detail=failure.detail,
                retry_after=failure.retry_after,
            )
        return Fetched(visits=tuple(visits), reply=reply)

    async def _follow(self, request: Request, visits: list[Visit]) -> Reply:
        url, spent = request.url, 0.0
        for _ in range(REDIRECTS[request.kind] + 1):
            try:
                check_url(url, self._settings.allow_hosts)
            except Blocked as blocked:
                raise self._blocked(request, url, blocked, visits) from blocked
            state = self._host(url)
            if request.kind != "robots":
                await self._room.wait()
                await self._check_robots(request, url, state, visits)
            async with self._slots if request.kind != "robots" else _nothing(), state.slots:
                await self._turn(state)
                began = time.monotonic()
                outcome = await self._hop(request, url, DEADLINES[request.kind] - spent, visits)
                spent += time.monotonic() - began
            if isinstance(outcome, Reply):
                return outcome
            url = outcome
        raise _Failure("too_many_redirects")

    def _blocked(self, request: Request, url: str, blocked: Blocked, visits: list[Visit]) -> _Failure:
        visits.append(self._visit(request, url, 0.0, _Failure(blocked.reason, blocked.detail)))
        return _Failure(blocked.reason, blocked.detail)

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", _Host())

    async def _turn(self, state: _Host) -> None:
        async with state.turn:
            await asyncio.sleep(max(0.0, state.next_at - time.monotonic()))
            rules = state.rules.result()[0] if state.rules and state.rules.done() else ALLOW_ALL
            state.next_at = time.monotonic() + max(self._settings.per_host_pause, rules.delay)

    async def _check_robots(self, request: Request, url: str, state: _Host, visits: list[Visit]) -> None:
        if state.rules is None:
            root = urljoin(url, "/robots.txt")
            asked = Request(url=root, source=request.source, kind="robots")
            state.rules = asyncio.get_running_loop().create_task(self._robots(asked))
        rules, asked_visits = await asyncio.shield(state.rules)
        if not state.told:
            state.told = True
            visits.extend(asked_visits)
        if not rules.allows(url):
            reason = rules.reason or "robots_disallowed"
            visits.append(self._visit(request, url, 0.0, _Failure(reason)))
            raise _Failure(reason)

    async def _robots(self, request: Request) -> tuple[Rules, tuple[Visit, ...]]:
        visits: list[Visit] = []
        try:
            reply = await self._follow(request, visits)
            return read_rules(200, reply.body), tuple(visits)
        except _Failure as failure:
            empty = failure.reason in ("empty_body", "too_many_redirects")
            return read_rules(404 if empty else failure.status, b""), tuple(visits)

    async def _hop(self, request: Request, url: str, seconds: float, visits: list[Visit]) -> Reply | str:
        """Make one HTTP request; return its reply, or where it redirects to."""
        began = time.monotonic()
        try:
            outcome = await _deadline(self._ask(request, url), seconds)
        except _Failure as failure:
            visits.append(self._visit(request, url, time.monotonic() - began, failure))
            raise
        size = len(outcome.payload) if isinstance(outcome, Reply) else 0
        visits.append(self._visit(request, url, time.monotonic() - began, None, size, isinstance(outcome, str)))
        return outcome

    def _visit(
        self,
        request: Request,
        url: str,
        seconds: float,
        failure: _Failure | None,
        size: int = 0,
        is_redirect: bool = False,
    ) -> Visit:
        reason = failure.reason if failure else "redirect" if is_redirect else ""
        outcome: Literal["ok", "not_modified", "failed"] = "failed" if failure else "ok"
        if reason == "not_modified":
            outcome, reason = "not_modified", ""
        return Visit(
            source=request.source,
            url=mask(url)[:2048],
            at_time=self._clock(),
            outcome=outcome,
            reason=reason,
            detail=failure.detail if failure else "",
            status=failure.status if failure else None if is_redirect else 200,
            bytes=size,
            seconds=round(seconds, 3),
        )

    async def _ask(self, request: Request, url: str) -> Reply | str:
        headers = _headers(self._settings, request)
        try:
            async with self._client.stream("GET", url, headers=headers) as response:
                return await self._receive(request, url, response)
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, OSError, ssl.SSLError) as error:
            raise _translate(error) from error

    async def _receive(self, request: Request, url: str, response: httpx.Response) -> Reply | str:
        if response.status_code in (301, 302, 303, 307, 308):
            return _redirect(url, response)
        _check_status(request, response, self._clock())
        payload, body = await _body(response, LIMITS[request.kind], cut=request.kind == "robots")
        if not body.strip():
            raise _Failure("empty_body", status=200)
        return Reply(
            url=request.url,
            final_url=url,
            status=200,
            headers=tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers.raw),
            payload=payload,
            body=body,
            fetched_at=self._clock(),
        )


def _size(fetched: Fetched) -> int:
    return len(fetched.reply.payload) + len(fetched.reply.body) if fetched.reply else 0


class _nothing:  # noqa: N801 - reads as a word where a slot would stand
    async def __aenter__(self) -> None: ...
    async def __aexit__(self, *error: object) -> None: ...


async def _deadline(work: Awaitable[Reply | str], seconds: float) -> Reply | str:
    try:
        async with asyncio.timeout(max(seconds, 0.01)) as limit:
            return await work
    except TimeoutError as error:
        if limit.expired():
            raise _Failure("timeout", f"not complete within {seconds:.0f} s") from error
        raise


def _headers(settings: FetchSettings, request: Request) -> dict[str, str]:
    contact = f" (+mailto:{settings.contact})" if settings.contact else ""
    headers = {
        "User-Agent": f"{PRODUCT}/{version('marsad')}{contact}",
        "Accept-Encoding": "gzip",
        "Accept": "*/*",
    }
    if request.validators and request.validators.etag:
        headers["If-None-Match"] = request.validators.etag
    if request.validators and request.validators.last_modified:
        headers["If-Modified-Since"] = request.validators.last_modified
    return headers


def _redirect(url: str, response: httpx.Response) -> str:
    location = response.headers.get("location", "").strip()
    try:
        target = str(urljoin(url, location)).partition("#")[0]
        usable = bool(location) and target.isprintable() and "@" not in urlsplit(target).netloc
    except ValueError as error:
        raise _Failure("bad_redirect", location[:100], status=response.status_code) from error
    if not usable:
        raise _Failure("bad_redirect", repr(location[:100]), status=response.status_code)
    return target


def _check_status(request: Request, response: httpx.Response, now: datetime) -> None:
    status = response.status_code
    if status == 200:
        return
    if status == 304:
        raise _Failure("not_modified" if request.validators else "unsolicited_304", status=304)
    raise _Failure(f"http_{status}", status=status, retry_after=_retry_after(response, now))


def _retry_after(response: httpx.Response, now: datetime) -> float | None:
    """Return the seconds a server asks for (RFC 9110 §10.2.3), at most a day; None for the past or nonsense."""
    raw = response.headers.get("retry-after", "").strip()
    if raw.isdigit():
        return min(float(raw[:9]), MAX_RETRY_AFTER)
    try:
        seconds = (parsedate_to_datetime(raw) - now).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(seconds, MAX_RETRY_AFTER) if seconds > 0 else None


async def _body(response: httpx.Response, limit: int, *, cut: bool) -> tuple[bytes, bytes]:
    """Return the body as received and inflated; both bounded while they arrive."""
    try:
        is_gzip = check_coding(response.headers.get("content-encoding", ""))
        return await (_gzipped if is_gzip else _verbatim)(response.aiter_raw(), limit, cut)
    except BadEncoding as bad:
        raise _Failure(bad.reason, bad.detail, status=200) from bad


async def _verbatim(chunks: AsyncIterable[bytes], limit: int, cut: bool) -> tuple[bytes, bytes]:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > limit:
            if cut:
                break
            raise BadEncoding("too_large", f"more than {limit} bytes")
    return bytes(body), bytes(body[:limit]) if cut else bytes(body)


async def _gzipped(chunks: AsyncIterable[bytes], limit: int, cut: bool) -> tuple[bytes, bytes]:
    payload, inflater = bytearray(), Inflater(limit)
    async for chunk in chunks:
        payload += chunk
        inflater.feed(chunk)
    return bytes(payload), inflater.finish()


_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLError, "tls"),
    (socket.gaierror, "dns"),
    (ConnectionRefusedError, "refused"),
    (ConnectionResetError, "reset"),
    (BrokenPipeError, "reset"),
    (httpx.TimeoutException, "timeout"),
    (httpx.RemoteProtocolError, "protocol"),
    (httpx.LocalProtocolError, "protocol"),
    (httpx.UnsupportedProtocol, "blocked_scheme"),
    (httpx.InvalidURL, "bad_redirect"),
    (httpx.ReadError, "reset"),
    (httpx.WriteError, "reset"),
)


def _translate(error: BaseException) -> _Failure:
    """Return the failure that an exception stands for, looking for its cause first."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < 10:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    blocked = next((one for one in chain if isinstance(one, Blocked)), None)
    if blocked is not None:
        return _Failure(blocked.reason, blocked.detail)
    for kind, reason in _REASONS:
        if (found := next((one for one in chain if isinstance(one, kind)), None)) is not None:
            return _Failure(_protocol(str(found)) if reason == "protocol" else reason, str(found)[:200])
    return _Failure("refused", f"{type(error).__name__}: {error}"[:200])


def _protocol(text: str) -> str:
    # the peer closed before Content-Length or the last chunk: the body is short
    if "without sending complete message body" in text or "incomplete chunked read" in text:
        return "truncated"
    return "reset" if "disconnected without sending" in text else "protocol"


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Dials only addresses that were checked: what was resolved and checked is what is connected to."""

    def __init__(self, allow_hosts: tuple[str, ...]) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._allow = allow_hosts

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve once, check every address, dial the first that answers."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(info[4][0] for info in found))
        for address in addresses:
            check_address(str(address), host, port, self._allow)
        return await self._dial(addresses, port, timeout, local_address, socket_options)

    async def _dial(
        self,
        addresses: list[str | int],
        port: int,
        seconds: float | None,
        local_address: str | None,
        options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.AsyncNetworkStream:
        last: Exception | None = None
        for address in addresses[:4]:
            try:
                return await self._inner.connect_tcp(str(address), port, seconds, local_address, options)
            except httpcore.ConnectError as error:
                last = error
        raise last or httpcore.ConnectError("no address")

    async def connect_unix_socket(self, *arguments: object, **options: object) -> httpcore.AsyncNetworkStream:
        """Refuse: news does not come from sockets of this machine."""
        raise Blocked("blocked_scheme", "a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Sleep."""
        await asyncio.sleep(seconds)


def _client(settings: FetchSettings) -> httpx.AsyncClient:
    context = ssl.create_default_context(cafile=settings.ca_file or None)
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, pool=None)
    limits = httpx.Limits(max_connections=2 * CONCURRENCY, max_keepalive_connections=CONCURRENCY)
    if settings.proxy:  # the address check is the proxy's (DESIGN §2)
        return httpx.AsyncClient(proxy=settings.proxy, verify=context, timeout=timeout, limits=limits, trust_env=False)
    transport = httpx.AsyncHTTPTransport(verify=context, limits=limits, trust_env=False)
    transport._pool = httpcore.AsyncConnectionPool(  # httpx has no public way to give it a network backend
        ssl_context=context,
        max_connections=2 * CONCURRENCY,
        max_keepalive_connections=CONCURRENCY,
        network_backend=_CheckedBackend(settings.allow_hosts),
    )
    # cookies are for browsers: every response's are dropped with the request that carried them
    return httpx.AsyncClient(
        transport=transport, timeout=timeout, trust_env=False, cookies=_NoCookies(), follow_redirects=False
    )


class _NoCookies(httpx.Cookies):
    """A jar that keeps nothing."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Keep nothing."""
