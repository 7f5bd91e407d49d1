"""Stores made by hand, and people's own sessions on what is published."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from storage.runs import bump_publication
from storage.store import Store, open_store, transaction
from tests.conftest import skip_or_fail

ROOT = Path(__file__).resolve().parents[2]
DUCKDB2 = ROOT / ".tools/duckdb2"
VERSIONS = ["1.5", pytest.param("2", marks=pytest.mark.duckdb2)]


class Session:
    """A process with a DuckDB connection of its own; call it with SQL."""

    def __init__(self, path: Path, version: str, mode: str = "writer") -> None:
        if version == "2" and not DUCKDB2.is_dir():
            skip_or_fail(f"{DUCKDB2} is not here: make .tools/duckdb2")
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/storage/user_session.py"), str(path), mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(DUCKDB2) if version == "2" else ""},
        )
        assert self.process.stdin and self.process.stdout and self.process.stderr
        told = self.process.stdout.readline()
        assert told, self.process.stderr.read()
        assert json.loads(told).startswith(version)

    def __call__(self, query: str) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(query) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def kill(self) -> None:
        self.process.kill()
        self._finish()

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self._finish()

    def _finish(self) -> None:
        self.process.wait(timeout=20)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream
            stream.close()


OpenSession = Callable[..., Session]


@pytest.fixture
def session() -> Iterator[OpenSession]:
    opened: list[Session] = []

    def start(path: Path, version: str = "1.5", mode: str = "writer") -> Session:
        opened.append(Session(path, version, mode))
        return opened[-1]

    yield start
    for one in opened:
        if one.process.poll() is None:
            one.kill()


Rows = Sequence[Mapping[str, object]]

DEFAULTS: dict[str, dict[str, object]] = {
    "entities": {"kind": "person", "name": ""},
    "articles": {
        "url": "https://example.org/a",
        "canonical_url": "",
        "source": "S",
        "outlet": "O",
        "title": "A headline",
        "author": "",
        "language": "en",
        "published_at": None,
        "published_day": "2023-09-13",
        "published_from": "feed",
        "first_seen_at": "2023-09-13T12:00:00+00:00",
        "fetched_at": "2023-09-13T12:00:00+00:00",
        "version": 1,
        "copy_of": None,
        "story_id": "s",
        "text": "Kim met Putin. They talked.",
        "text_from": "page",
        "run_id": "r",
    },
    "mentions": {
        "version": 1,
        "field": "text",
        "surface": "Kim",
        "start_char": 0,
        "end_char": 3,
        "form": "name",
        "sentence_start": 0,
        "sentence_end": 14,
    },
    "matches": {"watch": "w", "score": 0.5, "reasons": "{}"},
    "sightings": {"source": "S", "seen_at": "2023-09-13T12:00:00+00:00"},
    "runs": {
        "finished_at": None,
        "state": "done",
        **dict.fromkeys(
            ("found", "new_articles", "known", "skipped", "failed", "similar", "copies", "mentions", "alerts"), 0
        ),
    },
    "run_sources": {
        "reason": "",
        **dict.fromkeys(("found", "new_articles", "known", "skipped", "failed"), 0),
    },
}


def insert(db: Any, table: str, *rows: Mapping[str, object]) -> None:
    for row in rows:
        full = {**DEFAULTS.get(table, {}), **row}
        columns = ", ".join(f'"{name}"' for name in full)
        db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(full))})", list(full.values()))


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "store.duckdb"
    with open_store(path) as db, transaction(db):
        insert(db, "entities", {"entity_id": "kim", "name": "Kim"})
        insert(db, "articles", {"article_id": "a"})
        insert(db, "mentions", {"article_id": "a", "entity_id": "kim"})
        insert(db, "matches", {"article_id": "a"})
        insert(db, "sightings", {"article_id": "a"})
        insert(db, "watch_sources", {"watch": "w", "source": "S"})
        bump_publication(db)
    return path


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "store.duckdb"
    with open_store(path):
        return path


@pytest.fixture
def store(tmp_path: Path, _small: Path) -> Path:
    """Return a store of one article that mentions one entity."""
    folder = tmp_path / "data"
    folder.mkdir()
    return Path(shutil.copy(_small, folder / "store.duckdb"))


@pytest.fixture
def db(tmp_path: Path, _empty: Path) -> Iterator[Store]:
    """Return an open store without rows."""
    with open_store(Path(shutil.copy(_empty, tmp_path / "store.duckdb"))) as db:
        yield db


def change(store: Path, entity: str = "putin") -> None:
    """Change what people see, as a run does."""
    with open_store(store) as db, transaction(db):
        insert(db, "entities", {"entity_id": entity, "name": entity.title()})
        bump_publication(db)
