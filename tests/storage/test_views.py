"""What each view means, on histories small enough to count by hand; and that none is slow on a large one."""

from __future__ import annotations

import re
import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from news.model import Article, Findings, Match, Mention, Published
from storage.load import add_articles
from storage.store import Store
from tests.conftest import NOW
from tests.storage.conftest import insert

# DESIGN §3: the columns that must be there.
REQUIRED = {
    "articles": "article_id, url, canonical_url, source, outlet, title, author, language, published_at, published_day, "
    "published_from, first_seen_at, fetched_at, version, copy_of, story_id, text, text_from",
    "versions": "article_id, version, fetched_at, title, text, archive_file, archive_offset",
    "sightings": "article_id, source, seen_at",
    "matches": "watch, article_id, score, reasons",
    "entities": "entity_id, kind, name",
    "names": "entity_id, name, language, origin",
    "mentions": "article_id, version, entity_id, field, surface, start_char, end_char, form, sentence_start, sentence_end",
    "stories": "story_id, title, first_seen_at, articles, outlets",
    "mention_history": "article_id, version, entity_id, field, surface, start_char, end_char, form, sentence_start, "
    "sentence_end, sentence, watch, entity, kind, day, published_at, first_seen_at, source, outlet, language, title, url, "
    "story_id, is_copy",
    "daily_mentions": "watch, entity_id, entity, kind, day, mentions, articles, stories, outlets, collected",
    "spikes": "watch, entity_id, entity, day, articles, expected, score",
    "co_mentions": "watch, entity_a, entity_b, day, articles",
    "items": "url, source, state, tries, next_try_at",
    "visits": "run_id, source, url, at_time, outcome, reason, status, bytes, seconds",
    "skipped": "run_id, source, url, outcome, reason, detail",
    "runs": "run_id, started_at, finished_at, state, found, new_articles, known, skipped, failed, similar, copies, mentions, "
    "alerts",
    "run_sources": "run_id, source, outcome, reason, found, new_articles, known, skipped, failed",
    "source_health": "source, last_success_at, last_new_at, failing_since, reason, items_7d",
    "alerts": "alert_id, rule, watch, raised_at, title, evidence",
    "letters": "letter_id, alert_ids, recipient, state, attempts, message_id, sent_at, last_error",
}
DAY = timedelta(days=1)
FIRST = date(2023, 8, 1)


def rows(db: Store, query: str) -> list[tuple[Any, ...]]:
    return db.execute(query).fetchall()


@pytest.mark.parametrize("table", REQUIRED)
def test_every_column_that_is_promised_is_there(db: Store, table: str) -> None:
    found = {column for column, *_ in rows(db, f"DESCRIBE {table}")}
    assert set(re.split(r",\s*", REQUIRED[table])) <= found


def test_every_instant_is_one_with_a_time_zone(db: Store) -> None:
    plain = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type = 'TIMESTAMP'"
    assert rows(db, plain) == []


def add(db: Store, article_id: str, *entities: str, watches: tuple[str, ...] = ("w",), **facts: object) -> None:
    insert(db, "articles", {"article_id": article_id, **facts})
    insert(db, "sightings", {"article_id": article_id, "source": facts.get("source", "S")})
    insert(db, "matches", *({"article_id": article_id, "watch": watch} for watch in watches))
    insert(db, "mentions", *({"article_id": article_id, "entity_id": entity} for entity in entities))


@pytest.fixture
def known(db: Store) -> Store:
    for entity in ("kim", "putin", "lavrov"):
        insert(db, "entities", {"entity_id": entity, "name": entity.title()})
    insert(db, "watch_sources", {"watch": "w", "source": "S"}, {"watch": "v", "source": "S"})
    insert(db, "settings", {"key": "timezone", "value": "Asia/Beirut"})
    return db


def test_mention_history_has_the_newest_version_of_matched_articles_once_a_watch(known: Store) -> None:
    add(known, "a", "kim", watches=("w", "v"), version=2)
    insert(known, "mentions", {"article_id": "a", "entity_id": "kim", "version": 2, "start_char": 4})
    add(known, "unmatched", "kim", watches=())
    found = rows(known, "SELECT watch, article_id, version, start_char, entity FROM mention_history ORDER BY watch")
    assert found == [("v", "a", 2, 4, "Kim"), ("w", "a", 2, 4, "Kim")]


@pytest.mark.parametrize(("field", "sentence"), [("text", "قمة كيم."), ("title", "كيم 🚆 هنا")])
def test_a_sentence_is_cut_in_code_points(known: Store, field: str, sentence: str) -> None:
    add(known, "a", title="كيم 🚆 هنا", text="أول. قمة كيم. آخر")
    start = 5 if field == "text" else 0
    where = {"field": field, "sentence_start": start, "sentence_end": start + len(sentence)}
    insert(known, "mentions", {"article_id": "a", "entity_id": "kim", **where})
    assert rows(known, "SELECT sentence FROM mention_history") == [(sentence,)]


@pytest.mark.parametrize(
    ("published_day", "first_seen_at", "day"),
    [
        ("2023-09-10", "2023-09-13T12:00:00Z", date(2023, 9, 10)),
        (None, "2023-09-13T20:59:59Z", date(2023, 9, 13)),
        (None, "2023-09-13T21:00:00Z", date(2023, 9, 14)),  # midnight in Beirut in summer
        (None, "2023-12-13T21:59:59Z", date(2023, 12, 13)),
        (None, "2023-12-13T22:00:00Z", date(2023, 12, 14)),  # and in winter
    ],
)
def test_a_day_is_as_printed_else_where_the_user_lives(
    known: Store, published_day: str | None, first_seen_at: str, day: date
) -> None:
    add(known, "a", "kim", published_day=published_day, first_seen_at=first_seen_at)
    assert rows(known, "SELECT day FROM mention_history") == [(day,)]
    assert rows(known, "SELECT day, collected FROM daily_mentions") == [(day, 1)]


def test_a_day_is_utc_before_the_time_zone_is_known(db: Store) -> None:
    insert(db, "articles", {"article_id": "a", "published_day": None, "first_seen_at": "2023-09-13T23:30:00Z"})
    assert rows(db, "SELECT day FROM article_days") == [(date(2023, 9, 13),)]


def test_daily_mentions_count_occurrences_articles_stories_and_outlets(known: Store) -> None:
    add(known, "a", "kim", "kim", story_id="s1", outlet="O1")
    add(known, "copy", "kim", story_id="s1", outlet="O2", copy_of="a")
    add(known, "b", "kim", "putin", story_id="s2", outlet="O2")
    add(known, "yesterday", "kim", published_day="2023-09-12")
    add(known, "unmatched", "kim", watches=())
    insert(known, "articles", {"article_id": "elsewhere", "source": "T"})
    insert(known, "sightings", {"article_id": "elsewhere", "source": "T"}, {"article_id": "a", "source": "T"})
    numbers = "SELECT entity_id, day, mentions, articles, stories, outlets, collected FROM daily_mentions ORDER BY ALL"
    assert rows(known, numbers) == [
        ("kim", date(2023, 9, 12), 1, 1, 1, 1, 1),
        ("kim", date(2023, 9, 13), 4, 3, 2, 2, 4),  # the unmatched one too, not that of another source
        ("putin", date(2023, 9, 13), 1, 1, 1, 1, 4),
    ]


def test_an_article_of_two_sources_is_collected_once(known: Store) -> None:
    insert(known, "watch_sources", {"watch": "w", "source": "T"})
    add(known, "a", "kim")
    insert(known, "sightings", {"article_id": "a", "source": "T"})
    assert rows(known, "SELECT collected FROM daily_mentions") == [(1,)]


def test_an_article_that_a_watchs_source_named_second_is_collected(known: Store) -> None:
    add(known, "a", "kim", source="T")
    insert(known, "sightings", {"article_id": "a", "source": "S"})
    assert rows(known, "SELECT collected FROM daily_mentions WHERE watch = 'w'") == [(1,)]


def days_of_kim(db: Store, *counts: int) -> None:
    """Store so many articles that mention Kim on each day from FIRST, and one that mentions nobody."""
    for number, count in enumerate(counts):
        day = (FIRST + number * DAY).isoformat()
        add(db, f"none-{number}", published_day=day)
        for which in range(count):
            add(db, f"{number}-{which}", "kim", published_day=day)


@pytest.mark.parametrize(
    ("counts", "expected", "score"),
    [
        ([1] * 28 + [5], 1.0, 4.0),
        ([1] * 28 + [4], None, None),  # three deviations, not more
        ([4] * 28 + [11], 4.0, 3.5),
        ([4] * 28 + [10], None, None),
        ([0] * 28 + [4], 0.0, 4.0),  # the deviation is never below one
        ([0] * 28 + [3], None, None),
        ([7] + [0] * 28 + [4], 0.0, 4.0),  # 29 days ago is out of sight
        ([28] + [0] * 27 + [5], 1.0, 4.0),  # 28 days ago is not
        ([1] * 14 + [5], 1.0, 4.0),  # a short history is averaged over the days it has
        ([1, 1, 5], 2 / 7, 5 - 2 / 7),  # but over seven at least
    ],
)
def test_a_day_stands_out_when_it_is_far_above_the_28_before(
    known: Store, counts: list[int], expected: float | None, score: float | None
) -> None:
    days_of_kim(known, *counts)
    day = FIRST + (len(counts) - 1) * DAY
    found = [row[3:] for row in rows(known, "FROM spikes") if row[3] == day]
    assert found == ([] if expected is None else [(day, counts[-1], pytest.approx(expected), pytest.approx(score))])


def test_spikes_are_of_each_watch_and_entity_alone(known: Store) -> None:
    days_of_kim(known, *[1] * 28)
    for number in range(5):
        add(known, f"x{number}", "putin", watches=("v",), published_day=(FIRST + 28 * DAY).isoformat())
    assert rows(known, "SELECT watch, entity_id, entity, articles, expected FROM spikes") == [
        ("v", "putin", "Putin", 5, 0.0)
    ]


def test_co_mentions_pair_the_entities_of_an_article_once(known: Store) -> None:
    add(known, "a", "putin", "kim", "kim", "putin")
    add(known, "b", "kim", "putin", "lavrov")
    add(known, "c", "kim")
    add(known, "unmatched", "kim", "putin", watches=())
    day = date(2023, 9, 13)
    assert rows(known, "FROM co_mentions ORDER BY ALL") == [
        ("w", "kim", "lavrov", day, 1),
        ("w", "kim", "putin", day, 2),
        ("w", "lavrov", "putin", day, 1),
    ]


def runs_of(db: Store, source: str, *outcomes: str, state: str = "done") -> None:
    for number, outcome in enumerate(outcomes):
        run_id = f"{source}-{state}-{number}"
        insert(db, "runs", {"run_id": run_id, "started_at": NOW + number * DAY, "state": state})
        reason = "timeout" if outcome == "failed" else ""
        insert(db, "run_sources", {"run_id": run_id, "source": source, "outcome": outcome, "reason": reason})


HEALTH = "SELECT last_success_at, failing_since, reason FROM source_health"


@pytest.mark.parametrize(
    ("outcomes", "success", "since", "reason"),
    [
        (["ok", "ok"], 1, None, ""),
        (["ok", "not_modified"], 1, None, ""),
        (["failed", "ok"], 1, None, ""),
        (["ok", "failed", "failed"], 0, 1, "timeout"),
        (["failed", "ok", "failed", "failed"], 1, 2, "timeout"),
        (["failed", "failed"], None, 0, "timeout"),
    ],
)
def test_health_says_since_when_a_source_fails(
    db: Store, outcomes: list[str], success: int | None, since: int | None, reason: str
) -> None:
    def at(number: int | None) -> datetime | None:
        return None if number is None else NOW + number * DAY

    runs_of(db, "S", *outcomes)
    assert rows(db, HEALTH) == [(at(success), at(since), reason)]


def test_health_does_not_count_runs_that_were_killed(db: Store) -> None:
    runs_of(db, "S", "ok")
    runs_of(db, "S", "failed", "failed", state="interrupted")
    assert rows(db, HEALTH) == [(NOW, None, "")]


def test_health_tells_when_a_source_was_last_new_and_what_it_named_this_week(known: Store) -> None:
    runs_of(known, "S", *["ok"] * 10)
    for number in range(10):
        at = (NOW + number * DAY).isoformat()
        insert(known, "articles", {"article_id": f"a{number}", "first_seen_at": at})
        insert(known, "sightings", {"article_id": f"a{number}", "seen_at": at})
    assert rows(known, "SELECT last_new_at, items_7d FROM source_health") == [(NOW + 9 * DAY, 7)]


def test_skipped_has_what_did_not_become_an_article(db: Store) -> None:
    for outcome in ("new", "known", "skipped", "failed"):
        facts = {"url": f"https://example.org/{outcome}", "key": outcome, "reason": "no_text", "detail": "d"}
        insert(db, "outcomes", {"run_id": "r", "source": "S", "outcome": outcome, **facts})
    assert rows(db, "SELECT * FROM skipped ORDER BY outcome") == [
        ("r", "S", f"https://example.org/{outcome}", outcome, "no_text", "d") for outcome in ("failed", "skipped")
    ]


def an_article(article_id: str, **facts: Any) -> Article:
    defaults: dict[str, Any] = {
        "url": "https://example.org/a",
        "item_key": article_id,
        "canonical_url": "",
        "source": "S",
        "outlet": "O",
        "title": "First",
        "author": "",
        "language": "en",
        "published": Published(day=NOW.date(), at=NOW, origin="feed"),
        "first_seen_at": NOW,
        "fetched_at": NOW,
        "version": 1,
        "text": "Kim spoke.",
        "text_from": "page",
        "archive_file": "f",
        "archive_offset": 0,
        "story_id": "s",
        "matches": (Match(watch="w", score=0.5, reasons={}),),
        "findings": Findings(
            mentions=(
                Mention(
                    entity_id="kim",
                    field="text",
                    surface="Kim",
                    start_char=0,
                    end_char=3,
                    form="name",
                    sentence_start=0,
                    sentence_end=10,
                ),
            )
        ),
    }
    return Article(article_id=article_id, **{**defaults, **facts})


STORY = "SELECT title, first_seen_at, articles, outlets FROM stories"


def test_a_story_counts_its_articles_copies_and_outlets(known: Store) -> None:
    add_articles(known, "r", [an_article("a")])
    later = NOW + DAY
    copy = an_article("b", copy_of="a", outlet="P", title="Second", first_seen_at=later)
    add_articles(known, "r", [copy, an_article("c", outlet="O", title="Third", first_seen_at=later)])
    assert rows(known, STORY) == [("First", NOW, 3, 2)]


def test_a_new_version_replaces_what_was_found_and_counts_nothing_twice(known: Store) -> None:
    add_articles(known, "r", [an_article("a"), an_article("b", title="Second", first_seen_at=NOW + DAY)])
    changed = an_article(
        "a", version=2, title="First, corrected", text="Nobody spoke.", findings=Findings(), matches=()
    )
    add_articles(known, "r2", [changed])
    assert rows(known, STORY) == [("First, corrected", NOW, 2, 1)]
    assert rows(known, "SELECT article_id, version, title FROM versions ORDER BY ALL") == [
        ("a", 1, "First"),
        ("a", 2, "First, corrected"),
        ("b", 1, "Second"),
    ]
    assert rows(known, "SELECT article_id FROM mention_history") == [("b",)]
    assert rows(known, "SELECT article_id, watch FROM matches") == [("b", "w")]
    assert rows(known, "SELECT run_id, version FROM articles ORDER BY article_id") == [("r", 2), ("r", 1)]


@pytest.mark.parametrize("view", ["mention_history", "daily_mentions", "spikes", "co_mentions", "collected_days"])
def test_views_grow_with_the_history_not_with_its_square(db: Store, view: str) -> None:
    db.execute("INSERT INTO entities SELECT 'e' || i, 'person', 'E' FROM range(300) AS t(i)")
    db.execute("INSERT INTO watch_sources VALUES ('w', 'S')")

    def seconds(days: int) -> float:
        for table in ("articles", "mentions", "matches", "sightings"):
            db.execute(f"DELETE FROM {table}")
        db.execute(
            "INSERT INTO articles SELECT 'a' || i, '', '', 'S', 'O', 't', '', 'ar', NULL, DATE '2023-01-01' + (i % $1)::INTEGER, "
            "'feed', '', 0, now(), now(), 1, NULL, 's' || i, 'x', 'page', 'r' FROM range(100 * $1) AS t(i)",
            [days],
        )
        db.execute(
            "INSERT INTO mentions SELECT article_id, 1, 'e' || (hash(article_id, n) % 300), 'text', 'x', n, n + 1, 'name', 0, 1, '' "
            "FROM articles, range(6) AS t(n)"
        )
        db.execute("INSERT INTO matches SELECT 'w', article_id, 1, '{}' FROM articles")
        db.execute("INSERT INTO sightings SELECT article_id, source, now() FROM articles")
        columns = ", ".join(f'count("{name}")' for name, *_ in rows(db, f"DESCRIBE {view}"))
        started = time.process_time()
        db.execute(f"SELECT {columns} FROM {view}").fetchall()
        return time.process_time() - started

    small, large = seconds(45), seconds(360)
    assert large < 32 * max(small, 0.05), "eight times as much may not take 64 times as long"
