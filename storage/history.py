"""The published history, read only: what commands and the report show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from news.url import url_key
from storage.errors import NoHistory
from storage.sql import sql
from storage.store import Store, translate

Row = dict[str, Any]


@contextmanager
def open_history(path: Path) -> Iterator[Store]:
    """Open the published file read-only, in UTC; raises NoHistory, StoreBusy or StoreDamaged."""
    if not path.exists():
        raise NoHistory(path, "no history yet; `marsad run` makes one")
    try:
        db = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise translate(path, error) from error
    with db:
        db.execute("SET TimeZone = 'UTC'")
        try:
            yield db
        except (
            duckdb.FatalException,
            duckdb.InternalException,
            duckdb.IOException,
            duckdb.SerializationException,
        ) as error:
            raise translate(path, error) from error


def rows(db: Store, name: str, **parameters: object) -> list[Row]:
    """Return the rows of queries/<name>.sql as mappings by column."""
    cursor = db.execute(sql(name), parameters) if parameters else db.execute(sql(name))
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def newest_day(db: Store) -> date | None:
    """Return the newest day of the history."""
    day = rows(db, "newest_day")[0]["day"]
    return day if isinstance(day, date) else None


def first_day(db: Store) -> date | None:
    """Return the first day of the history."""
    day = rows(db, "newest_day")[0]["first_day"]
    return day if isinstance(day, date) else None


def sketches(db: Store) -> Iterator[tuple[dict[str, float], frozenset[str]]]:
    """Yield the sketch of every stored article with the sources that named it."""
    cursor = db.cursor().execute(sql("sketches_and_sources"))
    while some := cursor.fetchmany(1000):
        yield from ((json.loads(terms), frozenset(named or ())) for terms, named in some)


def search(db: Store, words: str, *, limit: int) -> list[Row]:
    """Return articles that have every word in title or text, however Arabic letters are written; newest first."""
    return rows(db, "search", words=words.split(), limit=limit)


def show(db: Store, wanted: str) -> list[Row]:
    """Return the article of an id or URL, with its matches, mentions and copies; none or one."""
    try:
        key = url_key(wanted)
    except ValueError:  # an id
        key = wanted
    return rows(db, "show", wanted=wanted, key=key)


def find_entities(db: Store, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Return, for each id or name, the entities it means."""
    return {one: [row["entity_id"] for row in rows(db, "find_entity", wanted=one)] for one in wanted}


def trend(db: Store, entity_ids: Sequence[str], *, days: int, watch: str | None) -> list[Row]:
    """Return mentions by entity and day, counted back from the newest day."""
    return rows(db, "trend", ids=list(entity_ids), days=days, watch=watch)


def movers(db: Store, *, days: int, watch: str | None) -> list[Row]:
    """Return what rises, falls and is new: the last `days` against as many before."""
    return rows(db, "movers", days=days, watch=watch)


def matching_scores(db: Store) -> list[Row]:
    """Return how many stored articles each watch keeps."""
    return rows(db, "watch_counts")
