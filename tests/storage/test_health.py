"""What the health views say of sources that fail, fall silent, or are read worse than before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.store import Store, open_store
from tests.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.duckdb") as store:
        yield store


def run(db: Store, at: datetime, outcome: str = "ok", reason: str = "", *, new: int = 0, skipped: int = 0) -> None:
    run_id = f"{at:%Y%m%dT%H%M}"
    db.execute("INSERT INTO runs VALUES (?, ?, ?, 'done', 0, 0, 0, 0, 0, 0, 0, 0, 0)", [run_id, at, at])
    db.execute(
        "INSERT INTO run_sources VALUES (?, 'S', ?, ?, ?, ?, 0, ?, 0)",
        [run_id, outcome, reason, new + skipped, new, skipped],
    )


def article(db: Store, at: datetime, *, language: str = "ar", text: str = "text " * 100) -> None:
    number = db.execute("SELECT count(*) FROM articles").fetchall()[0][0]
    values = {
        "article_id": f"a{number}",
        "source": "S",
        "outlet": "S",
        "language": language,
        "first_seen_at": at,
        "fetched_at": at,
        "text": text,
        "text_from": "page",
        "published_from": "none",
        "version": 1,
        "published_confidence": 0.0,
        **dict.fromkeys(("url", "canonical_url", "title", "author", "story_id", "run_id", "published_raw"), ""),
    }
    names, marks = ", ".join(values), ", ".join("?" for _ in values)
    db.execute(f"INSERT INTO articles ({names}) VALUES ({marks})", list(values.values()))


def health(db: Store, *columns: str) -> tuple[object, ...]:
    return tuple(db.execute(f"SELECT {', '.join(columns)} FROM source_health").fetchall()[0])


def test_a_source_that_falls_silent_against_its_habit_is_quiet_since_its_last_article(db: Store) -> None:
    for hours in range(24, 24 * 8, 2):
        article(db, NOW - hours * HOUR)
    run(db, NOW - 2 * HOUR)
    assert health(db, "quiet_since") == (None,)  # a day of silence is not yet a habit broken
    run(db, NOW + HOUR)
    assert health(db, "quiet_since", "quiet_languages") == (NOW - 24 * HOUR, ["ar"])


def test_a_source_that_never_was_busy_is_not_quiet(db: Store) -> None:
    for days in (5, 12, 20):
        article(db, NOW - days * DAY)
    run(db, NOW)
    assert health(db, "quiet_since", "quiet_languages") == (None, [])


def test_one_language_of_a_source_may_fall_silent_alone(db: Store) -> None:
    for hours in range(0, 24 * 10, 3):
        article(db, NOW - hours * HOUR, language="en")
        if hours > 48:
            article(db, NOW - hours * HOUR, language="ar")
    run(db, NOW)
    assert health(db, "quiet_since", "quiet_languages") == (None, ["ar"])


def test_a_failing_source_says_since_when_and_why_and_waiting_changes_nothing(db: Store) -> None:
    run(db, NOW - 5 * HOUR)
    run(db, NOW - 4 * HOUR, "failed", "http_503")
    run(db, NOW - 3 * HOUR, "failed", "timeout")
    run(db, NOW - 2 * HOUR, "waiting", "not_due")
    assert health(db, "last_success_at", "failing_since", "reason") == (NOW - 5 * HOUR, NOW - 4 * HOUR, "timeout")


def test_a_run_without_a_network_says_nothing_of_a_source(db: Store) -> None:
    run(db, NOW - 5 * HOUR)
    run(db, NOW - 4 * HOUR, "failed", "dns_temporary")
    assert health(db, "failing_since", "reason") == (None, "")


@pytest.mark.parametrize(("characters", "skipped", "worse"), [(500, 0, False), (90, 0, True), (500, 6, True)])
def test_pages_that_are_read_worse_than_before_are_told(db: Store, characters: int, skipped: int, worse: bool) -> None:
    for days in range(8, 30):
        article(db, NOW - days * DAY)
        run(db, NOW - days * DAY, new=1)
    for hours in range(12):
        article(db, NOW - hours * HOUR, text="x" * characters)
        run(db, NOW - hours * HOUR, new=1 if hours >= skipped else 0, skipped=1 if hours < skipped else 0)
    assert health(db, "extraction_worse") == (worse,)


def test_gaps_of_the_week_are_added_up(db: Store) -> None:
    run(db, NOW)
    for days, missing in ((1, 4), (2, 3), (9, 100)):
        db.execute(
            "INSERT INTO gaps VALUES (?, 'S', ?, ?, ?)", [f"r{days}", NOW - days * DAY, NOW - days * DAY, missing]
        )
    assert health(db, "missing_7d") == (7,)
