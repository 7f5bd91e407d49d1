"""Visit: ask a source what it has published, and say what it named or why it did not."""

from __future__ import annotations

import logging
from dataclasses import replace

from flows.ask import Visitor
from flows.discover import Found, address_of, find_items
from news.model import Entry, Fetched, Refusal, Validators
from news.url import url_key
from storage.queue import NamedItem, SourceVisit
from storage.sources import SourceState

logger = logging.getLogger(__name__)


def visit_safely(visitor: Visitor, state: SourceState, validators: Validators | None) -> SourceVisit:
    """Visit a source as visit_source does; whatever goes wrong is its own outcome and nobody else's."""
    try:
        return visit_source(visitor, state, validators)
    except Exception:
        logger.exception("visit of %s failed", visitor.source.name)
        return _without_items(visitor, "failed", "internal")


def visit_source(visitor: Visitor, state: SourceState, validators: Validators | None) -> SourceVisit:
    """Ask a source for its items and return them, or why there are none; `validators` are of what is asked for."""
    answer = visitor.ask(address_of(state), validators)
    if answer.named is None:
        return _unanswered(visitor, state, answer.fetched)
    found = find_items(visitor, state, answer)
    if isinstance(found, Refusal):
        return _without_items(visitor, "failed", found.reason)
    moved = replace(found.state, moved_to=answer.fetched.moved_to)
    return _with_items(visitor, replace(found, state=moved))


def _unanswered(visitor: Visitor, state: SourceState, fetched: Fetched) -> SourceVisit:
    if fetched.not_modified:
        unchanged = _without_items(visitor, "not_modified", "")
        return replace(unchanged, state=replace(state, moved_to=fetched.moved_to))
    return replace(_without_items(visitor, "failed", fetched.reason), retry_after=fetched.retry_after)


def _without_items(visitor: Visitor, outcome: str, reason: str) -> SourceVisit:
    source = visitor.source
    return SourceVisit(source=source.name, url=source.url, outcome=outcome, reason=reason, visits=tuple(visitor.visits))


def _with_items(visitor: Visitor, found: Found) -> SourceVisit:
    name = visitor.source.name
    named = [item for entry in found.entries if (item := _item(name, entry)) is not None]
    items = {item.key: item for item in (*named, *(_unlinked(name, entry) for entry in found.unlinked))}
    # a torn document may name its missing items later: it must not answer 304 then
    vouched = _validators(found) if found.complete else Validators()
    return SourceVisit(
        source=visitor.source.name,
        url=found.answer.url,
        outcome="ok",
        reason=found.reason,
        visits=tuple(visitor.visits),
        items=tuple(items.values()),
        validators=vouched,
        state=found.state,
    )


def _item(source: str, entry: Entry) -> NamedItem | None:
    try:
        return NamedItem(key=url_key(entry.url), source=source, entry=entry)
    except ValueError:  # not an address anything could be fetched from
        return None


def _unlinked(source: str, entry: Entry) -> NamedItem:
    """Return an item without an address under a key that no address has, so that it is counted and shown."""
    return NamedItem(key=f"{source}#{entry.guid or entry.stamp}", source=source, entry=replace(entry, url=""))


def _validators(found: Found) -> Validators:
    reply = found.answer.fetched.reply
    if reply is None:
        return Validators()
    return Validators(etag=reply.header("etag"), last_modified=reply.header("last-modified"))
