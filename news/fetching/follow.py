"""Following: one URL through robots.txt, its host's turn, redirects and a second try, to its reply or a reason why not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from urllib.parse import urljoin

from news.fetching.address import Blocked, check_url
from news.fetching.failure import Failure, failure_from
from news.fetching.head import PERMANENT
from news.fetching.hosts import Hosts
from news.fetching.request import Limits, Request, origin, own_headers
from news.fetching.robots import ALLOW_ALL, Rules, read_rules
from news.model import Fetched, Reply, Visit
from news.secrets import mask

# What may be over in a second; everything else waits for the next cycle.
TRANSIENT = frozenset({"reset", "refused", "truncated", "http_502", "http_503", "http_504"})
MAX_RETRY_PAUSE = 5.0
# With these the host was not reached at all: that, and not its robots.txt, is the news of it.
UNREACHED = frozenset(
    {"bad_url", "blocked_address", "dns", "dns_temporary", "network_down", "proxy", "refused", "reset", "tls"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Redirect:
    """A reply that sends elsewhere."""

    url: str
    status: int


# One HTTP request: for whom, to which URL, with which headers beside the usual, what to call when it is sent; raises Failure.
Ask = Callable[[Request, str, Mapping[str, str], Callable[[], None]], Awaitable[Reply | Redirect]]


@dataclass
class _Way:
    """How one request has come so far. `headers` are those for the origin at which it started."""

    request: Request
    url: str
    headers: Mapping[str, str]
    spent: float = 0.0  # seconds of requests, without the waits for a turn
    is_barred: bool = False  # by the gate or by robots.txt, without having been asked for
    statuses: list[int] = field(default_factory=list)

    def go_on(self, redirect: Redirect) -> None:
        if origin(redirect.url) != origin(self.url):
            self.headers = {}
        self.url = redirect.url
        self.statuses.append(redirect.status)

    @property
    def moved_to(self) -> str:
        return self.url if self.statuses and PERMANENT.issuperset(self.statuses) else ""


class _Site:
    """The robots.txt of one origin: asked for once, by whoever comes first, in whose visits it is then found."""

    def __init__(self, asked: Awaitable[tuple[Rules, Sequence[Visit]]]) -> None:
        self._asked = asyncio.ensure_future(asked)
        self._told = False

    async def rules(self, visits: list[Visit]) -> Rules:
        # the first to ask may be given up; the answer is for all
        rules, asked = await asyncio.shield(self._asked)
        if not self._told:
            self._told = True
            visits.extend(asked)
        return rules


class Follower:
    """Follows requests with `ask`, which makes a single one. For one event loop."""

    def __init__(
        self, ask: Ask, hosts: Hosts, *, allow_hosts: Sequence[str], limits: Limits, clock: Callable[[], datetime]
    ) -> None:
        self._ask, self._hosts, self._allow = ask, hosts, allow_hosts
        self._limits, self._clock = limits, clock
        self._sites: dict[tuple[str, str, int | None], _Site] = {}

    async def follow(self, request: Request, visits: list[Visit]) -> Fetched:
        """Return what came of a request, after a second try if it may help; `visits` are added to as they happen."""
        way, fetched = await self._once(request, visits)
        pause = self._limits.retry_pause if fetched.retry_after is None else fetched.retry_after
        if way.is_barred or fetched.reason not in TRANSIENT or pause > MAX_RETRY_PAUSE:
            return fetched
        await asyncio.sleep(pause)
        return (await self._once(request, visits, spent=way.spent))[1]

    async def sitemaps(self, request: Request, visits: list[Visit]) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of a request's site names."""
        return (await self._rules(_Way(request, *own_headers(request), spent=0.0), visits)).sitemaps

    async def _once(self, request: Request, visits: list[Visit], *, spent: float = 0.0) -> tuple[_Way, Fetched]:
        way = _Way(request, *own_headers(request), spent=spent)
        try:
            reply = await self._reply(way, visits)
        except Failure as failure:
            is_same = failure.reason == "not_modified"
            return way, Fetched(
                visits=tuple(visits),
                not_modified=is_same,
                reason="" if is_same else failure.reason,
                detail=failure.detail,
                retry_after=failure.retry_after,
                moved_to=way.moved_to if is_same else "",
            )
        return way, Fetched(visits=tuple(visits), reply=reply, moved_to=way.moved_to)

    async def _reply(self, way: _Way, visits: list[Visit]) -> Reply:
        for _ in range(self._limits.bounds[way.request.kind].redirects + 1):
            await self._check(way, visits)
            async with self._hosts.turn(way.url) as sent:
                outcome = await self._hop(way, visits, sent)
            if isinstance(outcome, Reply):
                return outcome
            way.go_on(outcome)
        raise Failure("too_many_redirects")

    async def _check(self, way: _Way, visits: list[Visit]) -> None:
        """Raise Failure, as a visit that was not made, for an address or a page that we may not ask for."""
        try:
            check_url(way.url, self._allow)
            rules = await self._rules(way, visits)
            if not rules.allows(way.url):
                raise Failure(rules.reason or "robots_disallowed", rules.detail)
        except (Blocked, Failure) as error:
            way.is_barred = True
            failure = failure_from(error)
            visits.append(self._visit(way, failure))
            raise failure from error

    async def _rules(self, way: _Way, visits: list[Visit]) -> Rules:
        # an API that a person asks for what they name is no crawl (RFC 9309 §1); its own etiquette holds for it
        if way.request.kind in ("robots", "api"):
            return ALLOW_ALL
        key = origin(way.url)
        if key not in self._sites:
            self._sites[key] = _Site(self._read_rules(way.url, way.request.source))
        return await self._sites[key].rules(visits)

    async def _read_rules(self, url: str, source: str) -> tuple[Rules, Sequence[Visit]]:
        visits: list[Visit] = []
        request = Request(url=urljoin(url, "/robots.txt"), source=source, kind="robots")
        fetched = await self.follow(request, visits)
        rules = _rules(fetched)
        self._hosts.slow_down(url, rules.delay)
        return rules, visits

    async def _hop(self, way: _Way, visits: list[Visit], sent: Callable[[], None]) -> Reply | Redirect:
        """Make one HTTP request under what is left of the URL's deadline."""
        began = time.monotonic()
        told: Reply | Redirect | Failure
        try:
            told = await self._ask_in_time(way, sent)
        except Failure as failure:
            told = failure
        seconds = time.monotonic() - began
        way.spent += seconds
        visits.append(self._visit(way, told, seconds))
        if isinstance(told, Failure):
            raise told
        return told

    async def _ask_in_time(self, way: _Way, sent: Callable[[], None]) -> Reply | Redirect:
        seconds = self._limits.bounds[way.request.kind].seconds
        try:
            async with asyncio.timeout(max(seconds - way.spent, 0.01)) as limit:
                return await self._ask(way.request, way.url, way.headers, sent)
        except TimeoutError as error:
            if limit.expired():
                raise Failure("timeout", f"not complete within {seconds:g} s") from error
            raise

    def _visit(self, way: _Way, told: Reply | Redirect | Failure, seconds: float = 0.0) -> Visit:
        reason = told.reason if isinstance(told, Failure) else "redirect" if isinstance(told, Redirect) else ""
        outcome: Literal["ok", "not_modified", "failed"] = "failed" if isinstance(told, Failure) else "ok"
        if reason == "not_modified":
            outcome, reason = "not_modified", ""
        return Visit(
            source=way.request.source,
            # a lone surrogate is no text that could be stored
            url=mask(way.url)[:2048].encode("utf-8", "replace").decode("utf-8"),
            at_time=self._clock(),
            outcome=outcome,
            reason=reason,
            detail=told.detail if isinstance(told, Failure) else "",
            status=told.status,
            bytes=len(told.payload) if isinstance(told, Reply) else 0,
            seconds=round(seconds, 3),
        )


def _rules(fetched: Fetched) -> Rules:
    if fetched.reply is not None:
        return read_rules(200, fetched.reply.body)
    if fetched.reason in ("empty_body", "too_many_redirects"):
        return ALLOW_ALL
    *before, last = fetched.visits
    if fetched.reason in UNREACHED and all(visit.reason != "redirect" for visit in before):
        return Rules(reason=fetched.reason, detail=fetched.detail)
    # a 200 that could not be read says as little as no answer
    rules = read_rules(None if last.status == 200 else last.status, b"")
    return replace(rules, detail=fetched.reason) if rules.reason else rules
