"""The queue: an item stays until it is decided, and each counts once in a run for every source that named it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from news.model import Entry, Published, Validators, Visit
from storage.queue import (
    DueItem,
    NamedItem,
    Settled,
    SourceVisit,
    add_sightings,
    due_items,
    get_validators,
    queue_visits,
    settle,
    sources_of,
)
from storage.runs import close_run, open_runs, run_reasons, run_sources
from storage.store import Store
from tests.conftest import NOW
from tests.storage.conftest import insert

HOUR = timedelta(hours=1)
FEED = "https://example.org/feed"


def an_item(key: str, source: str = "S", stamp: str = "1") -> NamedItem:
    published = Published(day=date(2023, 9, 13), at=NOW, origin="feed")
    entry = Entry(url=f"https://example.org/{key}", title="عنوان", author="A", published=published, stamp=stamp)
    return NamedItem(key=key, source=source, entry=entry)


def visit(*items: NamedItem, source: str = "S", validators: Validators | None = None) -> SourceVisit:
    request = Visit(source=source, url=FEED, at_time=NOW, outcome="ok", status=200)
    return SourceVisit(
        source=source, url=FEED, outcome="ok", reason="", visits=(request,), items=items, validators=validators
    )


def begin(db: Store, run_id: str, *visits: SourceVisit, at: datetime = NOW) -> list[DueItem]:
    sources = [one.source for one in visits]
    queue_visits(db, run_id, visits, sources, at, configured=["S", "T"])
    return due_items(db, sources, at)


def settled(item: DueItem, outcome: str = "new", **changes: Any) -> Settled:
    states = {"new": "stored", "known": "stored", "skipped": "skipped", "failed": "failed"}
    standing = Settled(
        key=item.key,
        outcome=outcome,
        reason="" if outcome in ("new", "known") else "timeout",
        detail="",
        state=states[outcome],
        tries=item.tries,
        next_try_at=None,
        first_failed_at=None,
        refetches=item.refetches,
        article_id=f"article {item.key}" if states[outcome] == "stored" else None,
    )
    return replace(standing, **changes)


def end(db: Store, run_id: str, at: datetime = NOW) -> list[tuple[Any, ...]]:
    """Close a run; return (source, found, new, known, skipped, failed) by source."""
    close_run(db, run_id, started_at=at, finished_at=at, state="done", alerts=0)
    counts = [(source, *numbers) for source, _, _, *numbers in run_sources(db, run_id)]
    assert all(found == sum(rest) for _, found, *rest in counts)
    return counts


def keys(items: Sequence[DueItem]) -> list[str]:
    return [item.key for item in items]


def test_an_item_keeps_what_its_feed_said(db: Store) -> None:
    (item,) = begin(db, "1", visit(an_item("a")))
    assert item.entry.title == "عنوان" and item.entry.published == an_item("a").entry.published
    assert (item.state, item.tries, item.article_id) == ("queued", 0, None)


def test_items_are_new_once_and_known_afterwards(db: Store) -> None:
    due = begin(db, "1", visit(an_item("a"), an_item("b")))
    settle(db, "1", [settled(item) for item in due])
    assert end(db, "1") == [("S", 2, 2, 0, 0, 0)]
    assert begin(db, "2", visit(an_item("a"), an_item("b"), an_item("c"))) == due_items(db, ["S"], NOW)
    assert keys(due_items(db, ["S"], NOW)) == ["c"]
    settle(db, "2", [settled(item) for item in due_items(db, ["S"], NOW)])
    assert end(db, "2") == [("S", 3, 1, 2, 0, 0)]


def test_a_feed_that_says_nothing_adds_no_items(db: Store) -> None:
    settle(db, "1", [settled(item) for item in begin(db, "1", visit(an_item("a")))])
    end(db, "1")
    for run_id, outcome in (("2", "not_modified"), ("3", "failed")):
        begin(db, run_id, replace(visit(), outcome=outcome))
        assert end(db, run_id) == [("S", 0, 0, 0, 0, 0)]


@pytest.mark.parametrize("order", [("A", "B"), ("B", "A")])
def test_an_item_of_two_sources_is_new_for_the_first_and_known_for_the_other(db: Store, order: tuple[str, str]) -> None:
    first, other = order
    due = begin(db, "1", *(visit(an_item("a", source), source=source) for source in order))
    assert [(item.key, item.source) for item in due] == [("a", first)]
    settle(db, "1", [settled(item) for item in due])
    assert sorted(end(db, "1")) == sorted([(first, 1, 1, 0, 0, 0), (other, 1, 0, 1, 0, 0)])
    assert sources_of(db, [("article a", "a")]) == {"article a": {"A", "B"}}


@pytest.mark.parametrize("outcome", ["skipped", "failed"])
def test_an_item_of_two_sources_is_skipped_or_failed_for_both(db: Store, outcome: str) -> None:
    due = begin(db, "1", *(visit(an_item("a", source), source=source) for source in ("A", "B")))
    settle(db, "1", [settled(item, outcome, next_try_at=NOW + HOUR) for item in due])
    numbers = (1, 0, 0, 1, 0) if outcome == "skipped" else (1, 0, 0, 0, 1)
    assert end(db, "1") == [("A", *numbers), ("B", *numbers)]
    assert run_reasons(db, "1") == {"A": {"timeout": 1}, "B": {"timeout": 1}}


def test_a_skipped_item_is_known_afterwards(db: Store) -> None:
    settle(db, "1", [settled(item, "skipped") for item in begin(db, "1", visit(an_item("a")))])
    assert end(db, "1") == [("S", 1, 0, 0, 1, 0)]
    assert begin(db, "2", visit(an_item("a"))) == []
    assert end(db, "2") == [("S", 1, 0, 1, 0, 0)]


def test_a_failed_item_is_due_at_its_time_though_no_feed_names_it(db: Store) -> None:
    (item,) = begin(db, "1", visit(an_item("a")))
    settle(db, "1", [settled(item, "failed", tries=1, first_failed_at=NOW, next_try_at=NOW + HOUR)])
    end(db, "1")
    assert begin(db, "2", visit(), at=NOW + HOUR / 2) == []
    assert end(db, "2") == [("S", 0, 0, 0, 0, 0)]
    (again,) = begin(db, "3", visit(), at=NOW + HOUR)
    assert (again.state, again.tries, again.first_failed_at) == ("failed", 1, NOW)
    settle(db, "3", [settled(again)])
    assert end(db, "3") == [("S", 1, 1, 0, 0, 0)]


def test_a_failed_item_that_waits_is_still_failed_for_who_names_it(db: Store) -> None:
    (item,) = begin(db, "1", visit(an_item("a")))
    settle(db, "1", [settled(item, "failed", next_try_at=NOW + HOUR)])
    end(db, "1")
    assert begin(db, "2", visit(an_item("a"))) == []
    assert end(db, "2") == [("S", 1, 0, 0, 0, 1)]
    assert run_reasons(db, "2") == {"S": {"timeout": 1}}


def test_what_a_run_left_undecided_is_queued_for_the_next(db: Store) -> None:
    begin(db, "1", visit(an_item("a")))
    assert end(db, "1") == [("S", 1, 0, 0, 0, 1)]
    assert run_reasons(db, "1") == {"S": {"cycle_deadline": 1}}
    assert keys(begin(db, "2", visit())) == ["a"]


def test_a_killed_run_is_found_and_closed(db: Store) -> None:
    begin(db, "1", visit(an_item("a")))
    assert open_runs(db) == [("1", NOW)]
    close_run(db, "1", started_at=NOW, finished_at=NOW, state="interrupted", alerts=0)
    assert run_reasons(db, "1") == {"S": {"interrupted": 1}}
    assert open_runs(db) == []


def test_a_stored_item_is_looked_at_again_at_its_time_and_counts_as_known(db: Store) -> None:
    settle(db, "1", [settled(item, next_try_at=NOW + HOUR) for item in begin(db, "1", visit(an_item("a")))])
    end(db, "1")
    assert begin(db, "2", visit(an_item("a"))) == []
    assert end(db, "2") == [("S", 1, 0, 1, 0, 0)]
    (item,) = begin(db, "3", visit(), at=NOW + HOUR)
    assert item.article_id == "article a"
    settle(db, "3", [settled(item, "known", refetches=1)])
    assert end(db, "3") == [("S", 1, 0, 1, 0, 0)]


@pytest.mark.parametrize("outcome", ["new", "skipped"])
def test_a_decided_item_is_fetched_again_when_its_entry_changed(db: Store, outcome: str) -> None:
    settle(db, "1", [settled(item, outcome, tries=3) for item in begin(db, "1", visit(an_item("a")))])
    end(db, "1")
    assert begin(db, "2", visit(an_item("a", stamp="1"))) == []
    end(db, "2")
    (item,) = begin(db, "3", visit(an_item("a", stamp="2")))
    assert item.tries == (3 if outcome == "new" else 0)
    settle(db, "3", [settled(item, "known" if item.article_id else "new")])
    assert end(db, "3") == [("S", 1, 0, 1, 0, 0) if outcome == "new" else ("S", 1, 1, 0, 0, 0)]
    assert begin(db, "4", visit(an_item("a", stamp="2"))) == []


def test_what_another_source_says_of_an_item_changes_nothing(db: Store) -> None:
    settle(db, "1", [settled(item) for item in begin(db, "1", visit(an_item("a")))])
    end(db, "1")
    assert begin(db, "2", visit(an_item("a", "T", stamp="2"), source="T")) == []
    assert end(db, "2") == [("T", 1, 0, 1, 0, 0)]


def test_an_item_of_a_source_that_is_gone_passes_to_one_that_names_it(db: Store) -> None:
    settle(db, "1", [settled(item) for item in begin(db, "1", visit(an_item("a", "gone"), source="gone"))])
    end(db, "1")
    (item,) = begin(db, "2", visit(an_item("a", stamp="2")))
    assert (item.source, item.article_id) == ("S", "article a")


def test_only_the_sources_of_a_run_have_items_due(db: Store) -> None:
    begin(db, "1", visit(an_item("a", "A"), source="A"), visit(an_item("b", "B"), source="B"))
    assert keys(due_items(db, ["B"], NOW)) == ["b"]
    assert due_items(db, [], NOW) == []


def test_a_source_that_names_a_stored_article_later_is_a_sighting_told_once(db: Store) -> None:
    insert(db, "articles", {"article_id": "article a"})
    settle(db, "1", [settled(item) for item in begin(db, "1", visit(an_item("a")))])
    assert add_sightings(db, "1", NOW) == [("article a", "S")]
    end(db, "1")
    second = visit(an_item("a", "T"), source="T")
    assert queue_visits(db, "2", [second], ["T"], NOW) == [("article a", "T")]
    end(db, "2")
    assert queue_visits(db, "3", [second], ["T"], NOW) == []


def test_validators_are_sent_back_for_a_day(db: Store) -> None:
    told = Validators(etag='"1"', last_modified="Wed, 13 Sep 2023 12:00:00 GMT")
    begin(db, "1", visit(validators=told))
    assert get_validators(db, {"S": FEED}, NOW + 23 * HOUR) == {"S": told}
    assert get_validators(db, {"S": FEED}, NOW + 24 * HOUR) == {}
    assert get_validators(db, {"S": FEED}, NOW - HOUR) == {}
    assert get_validators(db, {"S": "https://example.org/other"}, NOW) == get_validators(db, {"T": FEED}, NOW) == {}


def test_a_visit_without_validators_leaves_those_that_stand(db: Store) -> None:
    told = Validators(etag='"1"')
    begin(db, "1", visit(validators=told))
    begin(db, "2", visit(validators=None))
    assert get_validators(db, {"S": FEED}, NOW) == {"S": told}
