"""When a source is visited next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from news.sources.schedule import (
    FIRST_INTERVAL,
    LONGEST,
    LONGEST_BACKOFF,
    SHORTEST,
    Rhythm,
    after_answer,
    after_failure,
    missed,
)
from tests.conftest import NOW

HOUR = timedelta(hours=1)


def read(new: int, window: int, *, hours: float = 1.0, rate: float | None = None) -> Rhythm:
    before = Rhythm(visited_at=NOW - hours * HOUR, rate=rate, window=window)
    return after_answer(before, now=NOW, new=new, window=window)


def pause(rhythm: Rhythm) -> timedelta:
    assert rhythm.next_visit_at is not None
    return rhythm.next_visit_at - NOW


def test_a_source_nobody_knows_is_visited_an_hour_later() -> None:
    first = after_answer(Rhythm(), now=NOW, new=30, window=30)
    assert (first.rate, pause(first)) == (None, FIRST_INTERVAL)


def test_a_busy_source_is_visited_more_often_than_a_quiet_one() -> None:
    assert SHORTEST < pause(read(12, 40)) < pause(read(2, 40)) < pause(read(0, 40)) == LONGEST


def test_a_narrow_window_shortens_the_pause() -> None:
    assert pause(read(4, 5)) < pause(read(4, 50))


def test_a_flood_is_still_not_asked_more_than_every_five_minutes() -> None:
    assert pause(read(500, 10, hours=0.1)) == SHORTEST


def test_what_was_published_today_counts_more_than_what_was_before() -> None:
    assert (read(0, 20, hours=6, rate=10.0).rate, read(0, 20, hours=12, rate=10.0).rate) == (5.0, 2.5)


def test_a_304_says_that_nothing_is_new_and_leaves_the_window() -> None:
    after = after_answer(Rhythm(visited_at=NOW - HOUR, rate=1.0, window=20), now=NOW, new=0, window=None)
    assert after.window == 20
    assert after.rate is not None and after.rate < 1.0


def test_failures_double_the_pause_up_to_a_day_and_an_answer_ends_them() -> None:
    rhythm, pauses = Rhythm(visited_at=NOW, rate=1.5, window=20), []
    for _ in range(8):
        rhythm = after_failure(rhythm, now=NOW)
        pauses.append(pause(rhythm))
    assert pauses[:3] == [2 * HOUR, 4 * HOUR, 8 * HOUR]
    assert pauses[-1] == LONGEST_BACKOFF
    assert rhythm.may_ask(NOW)
    assert after_answer(rhythm, now=NOW, new=1, window=20).failures == 0


@pytest.mark.parametrize(("seconds", "waited"), [(120.0, 120.0), (10.0**9, 86400.0)])
def test_nobody_asks_before_the_server_says_but_a_day_is_enough(seconds: float, waited: float) -> None:
    rhythm = after_failure(Rhythm(), now=NOW, retry_after=seconds)
    assert not rhythm.may_ask(NOW + timedelta(seconds=waited - 1))
    assert rhythm.may_ask(NOW + timedelta(seconds=waited))


@pytest.mark.parametrize(
    ("before", "new", "window", "missing"),
    [
        (Rhythm(), 20, 20, None),  # the first visit: everything is new
        (Rhythm(visited_at=NOW - HOUR, rate=2.0, window=20), 19, 20, None),
        (Rhythm(visited_at=NOW - 30 * HOUR, rate=2.0, window=20), 20, 20, 40),
        (Rhythm(visited_at=NOW - HOUR, rate=None, window=20), 20, 20, 1),
        (Rhythm(visited_at=NOW - HOUR, rate=2.0, window=1), 1, 1, None),  # a window of one always rolls on
    ],
)
def test_windows_that_do_not_overlap_are_a_gap(before: Rhythm, new: int, window: int, missing: int | None) -> None:
    assert missed(before, now=NOW, new=new, window=window) == missing


def test_a_clock_that_jumped_back_changes_no_rate_and_finds_no_gap() -> None:
    before = Rhythm(visited_at=datetime(2024, 1, 1, tzinfo=NOW.tzinfo), rate=3.0, window=20)
    assert after_answer(before, now=NOW, new=5, window=20).rate == 3.0
    assert missed(before, now=NOW, new=20, window=20) is None


def test_what_a_clock_that_was_ahead_put_off_is_due_when_it_came_back() -> None:
    ahead = NOW + timedelta(days=3650)
    answered = after_answer(Rhythm(), now=ahead, new=5, window=20)
    failed = after_failure(Rhythm(), now=ahead, retry_after=3600.0)
    assert answered.is_due(NOW) and failed.is_due(NOW) and failed.may_ask(NOW)
