"""When to visit a source next: often enough that nothing rolls off its window, seldom enough that visits bring something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# A source nobody knows yet is visited as a cycle usually runs.
FIRST_INTERVAL = timedelta(hours=1)
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=4)
# A visit is due when one or two new items are to be expected, or when a quarter of the window may have rolled on.
ITEMS_EXPECTED, WINDOW_SHARE = 1.5, 0.25
# Newsrooms sleep: what a source published six hours ago says half as much as what it publishes now.
HALF_LIFE = timedelta(hours=6)
# A source that fails is asked half as often each time, at least daily, for ever (FAULTS §4).
LONGEST_BACKOFF = timedelta(hours=24)
# Retry-After is honoured up to a day (FAULTS §4).
LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rhythm:
    """How a source publishes and answers. `rate` is new items an hour, None until two visits told; `window` items it names."""

    visited_at: datetime | None = None  # the last visit that was answered
    rate: float | None = None
    window: int = 0
    failures: int = 0  # in a row
    next_visit_at: datetime | None = None
    not_before: datetime | None = None  # what the server itself asked for: nobody asks earlier

    def is_due(self, now: datetime) -> bool:
        """Say whether the schedule would visit the source now."""
        return self.may_ask(now) and (_is_over(self.next_visit_at, now, LONGEST_BACKOFF) or self.is_ahead(now))

    def may_ask(self, now: datetime) -> bool:
        """Say whether the server lets us ask now."""
        return _is_over(self.not_before, now, LONGEST_WAIT)

    def is_ahead(self, now: datetime) -> bool:
        """Say whether this was written by a clock that has gone back since."""
        return self.visited_at is not None and self.visited_at > now


def _is_over(wait: datetime | None, now: datetime, longest: timedelta) -> bool:
    # nobody is made to wait for longer than the longest: such a time is from a clock that was ahead
    return wait is None or wait <= now or wait - now > longest


def after_answer(before: Rhythm, *, now: datetime, new: int, window: int | None) -> Rhythm:
    """Return the rhythm after a visit that found `new` items among `window`; None for a 304, which names none."""
    size = before.window if window is None else window
    rate = _rate(before, now, new)
    return Rhythm(visited_at=now, rate=rate, window=size, next_visit_at=now + _interval(rate, size))


def after_failure(before: Rhythm, *, now: datetime, retry_after: float | None = None) -> Rhythm:
    """Return the rhythm after a visit that failed; `retry_after` is what the server asked for, in seconds."""
    failures = before.failures + 1
    pause = min(_interval(before.rate, before.window) * 2.0 ** min(failures, 10), LONGEST_BACKOFF)
    asked = min(timedelta(seconds=retry_after or 0), LONGEST_WAIT)
    return replace(
        before,
        failures=failures,
        next_visit_at=now + max(pause, asked),
        not_before=now + asked if asked else None,
    )


def missed(before: Rhythm, *, now: datetime, new: int, window: int) -> int | None:
    """Return how many items may have rolled off a window unseen since the last visit; None when the windows overlap.

    They do not when every item is new though the source was read before: a gap. The number is the source's rate over
    the time between, less what the window still shows, and at least one.
    """
    if before.visited_at is None or before.is_ahead(now) or before.window == 0 or window < 2 or new < window:
        return None
    hours = (now - before.visited_at).total_seconds() / 3600
    return max(1, round((before.rate or 0.0) * hours) - window)


def _rate(before: Rhythm, now: datetime, new: int) -> float | None:
    """Return new items an hour, weighted towards now (exponentially, by HALF_LIFE)."""
    if before.visited_at is None or now <= before.visited_at:
        return before.rate
    passed = now - before.visited_at
    measured = new / (passed.total_seconds() / 3600)
    if before.rate is None:
        return measured
    kept: float = 0.5 ** (passed / HALF_LIFE)
    return before.rate * kept + measured * (1 - kept)


def _interval(rate: float | None, window: int) -> timedelta:
    if rate is None:
        return FIRST_INTERVAL
    items = min(ITEMS_EXPECTED, window * WINDOW_SHARE) if window else ITEMS_EXPECTED
    hours = items / rate if rate > 0 else float("inf")
    return min(max(timedelta(hours=min(hours, 1000.0)), SHORTEST), LONGEST)
