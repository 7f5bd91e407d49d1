"""Visit: ask a source what it has published, and read its answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from news.model import Entry, Fetched, ParsedFeed, Refusal, Reply, Validators, Visit
from news.pool import FeedJob, Pool
from news.url import url_key
from news.web import Request, Web
from storage.queue import NamedItem, SourceVisit

if TYPE_CHECKING:
    from news.settings import Source


logger = logging.getLogger(__name__)


def visit_safely(source: Source, *, web: Web, pool: Pool, validators: Validators | None, now: datetime) -> SourceVisit:
    """Visit a source as visit_source does; whatever goes wrong is its own outcome and nobody else's."""
    try:
        return visit_source(source, web=web, pool=pool, validators=validators, now=now)
    except Exception:
        logger.exception("visit of %s failed", source.name)
        return SourceVisit(source=source.name, url=source.url, outcome="failed", reason="internal", visits=())


def visit_source(source: Source, *, web: Web, pool: Pool, validators: Validators | None, now: datetime) -> SourceVisit:
    """Fetch a source's feed and return its items, or why there are none."""
    fetched = web.get(Request(url=source.url, source=source.name, kind="feed", validators=validators))
    if fetched.reply is None:
        return _without_items(source, fetched)
    parsed = _read(source, fetched.reply, pool, now)
    if isinstance(parsed, Refusal):
        visits = (*fetched.visits[:-1], _unread(fetched.visits[-1], parsed))
        return SourceVisit(source=source.name, url=source.url, outcome="failed", reason=parsed.reason, visits=visits)
    return _with_items(source, fetched, fetched.reply, parsed)


def _unread(visit: Visit, refusal: Refusal) -> Visit:
    # a 200 that holds no feed is no success of the source
    return replace(visit, outcome="failed", reason=refusal.reason, detail=refusal.detail)


def _without_items(source: Source, fetched: Fetched) -> SourceVisit:
    outcome = "not_modified" if fetched.not_modified else "failed"
    return SourceVisit(
        source=source.name,
        url=source.url,
        outcome=outcome,
        reason=fetched.reason,
        visits=fetched.visits,
        retry_after=fetched.retry_after,
    )


def _read(source: Source, reply: Reply, pool: Pool, now: datetime) -> ParsedFeed | Refusal:
    job = FeedJob(
        url=reply.final_url,
        body=reply.body,
        content_type=reply.header("content-type"),
        now=now,
        limit=2000,
        tag=source.name,
    )
    return next(iter(pool.read_feeds([job])))[1]


def _with_items(source: Source, fetched: Fetched, reply: Reply, parsed: ParsedFeed) -> SourceVisit:
    items = {item.key: item for entry in parsed.entries if (item := _item(source, entry)) is not None}
    # a torn feed may name its missing items later: it must not answer 304 then
    validators = _validators(reply) if parsed.complete else Validators()
    return SourceVisit(
        source=source.name,
        url=source.url,
        outcome="ok",
        reason="" if parsed.complete else "incomplete",
        visits=fetched.visits,
        items=tuple(items.values()),
        validators=validators,
    )


def _item(source: Source, entry: Entry) -> NamedItem | None:
    try:
        return NamedItem(key=url_key(entry.url), source=source.name, entry=entry)
    except ValueError:  # not an address anything could be fetched from
        return None


def _validators(reply: Reply) -> Validators:
    return Validators(etag=reply.header("etag"), last_modified=reply.header("last-modified"))
