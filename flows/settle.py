"""Settle: where each item of a batch stands in the queue afterwards, and how it counts in the run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from flows.collect import Arrival
from flows.read import Outcome, Reading
from news.fetching.failure import OUR_OWN
from news.model import Refusal
from storage.queue import DueItem, Settled

# An item that failed is tried again soon, then a day after its first failure, then given up (DESIGN §3).
TRIES = 3
GIVE_UP_AFTER = timedelta(hours=24)
RETRY_SOON = timedelta(hours=1)
# A stored page is looked at again 1, 6 and 24 hours after it was stored: corrections come early.
REFETCH_GAPS = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=18))
# What another try would not change.
DECIDED = frozenset(
    {
        "no_link",
        "no_text",
        "unsupported_type",
        "soft_404",
        "cookie_wall",
        "login_wall",
        "parked",
        "front_page",
        "too_deep",
        "http_410",
        "robots_disallowed",
        "too_large",
        "unsupported_encoding",
        "repeated_text",
    }
)
# What says nothing of the item: the cycle's time was over, or our own network down.
UNTRIED = OUR_OWN | {"cycle_deadline"}


def settle(outcome: Outcome, fresh: Mapping[str, str], now: datetime) -> Settled:
    """Return what becomes of an item; `fresh` maps articles that this batch stored first to their item's key."""
    arrival, found = outcome
    if arrival.item.article_id is not None:
        return _looked_again(arrival, found, now)
    if isinstance(found, Reading):
        return _stored(arrival, found, fresh, now)
    return _refused(arrival, found, now)


def _looked_again(arrival: Arrival, found: Reading | Refusal, now: datetime) -> Settled:
    # the article stands whatever became of this look at it; one that saw nothing is made up for
    item = arrival.item
    reason = found.reason if isinstance(found, Refusal) else ""
    tries = item.tries + (reason not in UNTRIED)
    if isinstance(found, Refusal) and reason not in DECIDED and tries < TRIES and not arrival.fetched.not_modified:
        soon = now if reason in UNTRIED else now + RETRY_SOON
        return _settle(arrival, "known", reason, state="stored", tries=tries, next_try_at=soon)
    done = item.refetches + 1
    return _settle(arrival, "known", reason, state="stored", tries=0, refetches=done, next_try_at=_next_look(done, now))


def _stored(arrival: Arrival, reading: Reading, fresh: Mapping[str, str], now: datetime) -> Settled:
    # a second item that leads to the same page finds the article stored
    is_first = fresh.get(reading.article_id) == arrival.item.key
    return _settle(
        arrival,
        "new" if is_first else "known",
        "",
        state="stored",
        article_id=reading.article_id,
        next_try_at=_next_look(0, now) if is_first else None,
    )


def _next_look(done: int, now: datetime) -> datetime | None:
    return now + REFETCH_GAPS[done] if done < len(REFETCH_GAPS) else None


def _refused(arrival: Arrival, refusal: Refusal, now: datetime) -> Settled:
    if refusal.reason in DECIDED:
        return _settle(arrival, "skipped", refusal.reason, refusal.detail, state="skipped")
    if refusal.reason in UNTRIED:
        return _settle(arrival, "failed", refusal.reason, refusal.detail, state=arrival.item.state, next_try_at=now)
    return _failed(arrival, refusal, now)


def is_last_try(item: DueItem, refusal: Refusal, now: datetime) -> bool:
    """Say whether an item is given up with this failure: the third, a day after the first."""
    since = item.first_failed_at or now
    return refusal.reason not in UNTRIED and item.tries + 1 >= TRIES and now - since >= GIVE_UP_AFTER


def _failed(arrival: Arrival, refusal: Refusal, now: datetime) -> Settled:
    item = arrival.item
    tries, since = item.tries + 1, item.first_failed_at or now
    if is_last_try(item, refusal, now):
        detail = f"{tries} tries since {since:%Y-%m-%d %H:%M} UTC, last: {refusal.reason}"
        return _settle(arrival, "skipped", "gave_up", detail, state="skipped", tries=tries, first_failed_at=since)
    asked = timedelta(seconds=arrival.fetched.retry_after or 0)
    next_try = max(now + asked, now + RETRY_SOON if tries < TRIES - 1 else since + GIVE_UP_AFTER)
    return _settle(
        arrival,
        "failed",
        refusal.reason,
        refusal.detail,
        state="failed",
        tries=tries,
        first_failed_at=since,
        next_try_at=next_try,
    )


def _settle(
    arrival: Arrival,
    outcome: str,
    reason: str,
    detail: str = "",
    *,
    state: str,
    tries: int | None = None,
    next_try_at: datetime | None = None,
    first_failed_at: datetime | None = None,
    refetches: int | None = None,
    article_id: str | None = None,
) -> Settled:
    item = arrival.item
    return Settled(
        key=item.key,
        outcome=outcome,
        reason=reason,
        detail=detail,
        state=state,
        tries=item.tries if tries is None else tries,
        next_try_at=next_try_at,
        first_failed_at=first_failed_at or item.first_failed_at,
        refetches=item.refetches if refetches is None else refetches,
        article_id=article_id or item.article_id,
    )
