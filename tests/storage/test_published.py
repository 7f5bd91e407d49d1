"""A date of publication keeps its words and its confidence from the worker's pipe to the table."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from news.model import Article, Entry, Page, ParsedFeed, Published
from news.parsing.frames import answer, finding, read_frame, write_frame
from storage.load import add_articles
from storage.queue import NamedItem, SourceVisit, due_items, queue_visits
from storage.store import open_store

NOW = datetime(2023, 9, 13, 12, 0, tzinfo=UTC)
DATED = Published(
    day=date(2023, 9, 13), at=datetime(2023, 9, 12, 22, 30, tzinfo=UTC), origin="text", raw="13 أيلول 2023", confidence=0.679
)  # fmt: skip
UNDATED = Published(raw="9999-12-31T00:00:00Z")


@pytest.mark.parametrize("published", [DATED, UNDATED])
def test_a_date_passes_the_workers_pipe(published: Published) -> None:
    page = Page(title="t", text="x", published=published)
    feed = ParsedFeed(kind="rss", entries=(Entry(url="https://example.org/a", published=published),), total=1)
    assert finding(_as_json(answer(page))) == page
    assert finding(_as_json(answer(feed))) == feed


def _as_json(head: dict[str, object]) -> dict[str, object]:
    pipe = io.BytesIO()
    write_frame(pipe, head)
    pipe.seek(0)
    frame = read_frame(pipe)
    assert frame is not None
    return frame[0]


@pytest.mark.parametrize("published", [DATED, UNDATED])
def test_a_date_waits_in_the_queue_as_the_feed_told_it(tmp_path: Path, published: Published) -> None:
    entry = Entry(url="https://example.org/a", published=published, stamp="1")
    visit = SourceVisit(
        source="s", url="https://example.org/rss", outcome="ok", reason="", visits=(),
        items=(NamedItem(key="example.org/a", source="s", entry=entry),),
    )  # fmt: skip
    with open_store(tmp_path / "store.duckdb") as db:
        queue_visits(db, "r1", [visit], ["s"], NOW)
        assert [item.entry.published for item in due_items(db, ["s"], NOW)] == [published]


@pytest.mark.parametrize("published", [DATED, UNDATED])
def test_a_date_is_stored_with_its_words_and_its_confidence(tmp_path: Path, published: Published) -> None:
    article = Article(
        article_id="a1", url="https://example.org/a", item_key="example.org/a", canonical_url="", source="s", outlet="o", title="t",
        author="", language="ar", published=published, first_seen_at=NOW, fetched_at=NOW, version=1, text="x", text_from="page",
        archive_file="f", archive_offset=0, story_id="st",
    )  # fmt: skip
    with open_store(tmp_path / "store.duckdb") as db:
        add_articles(db, "r1", [article])
        columns = "published_day, published_at, published_from, published_raw, published_confidence"
        stored = db.execute(f"SELECT {columns} FROM articles").fetchone()
    assert stored == (published.day, published.at, published.origin, published.raw, published.confidence)
