"""Replay: stored texts that other names or rules read last, and what a new reading puts in the old one's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from news.model import Match, Reread
from storage.load import add_findings, set_matches, set_terms
from storage.sql import sql
from storage.store import Store, insert_rows


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredText:
    """One text that an article has had, and what reading and matching it again needs."""

    article_id: str
    version: int
    title: str
    text: str
    language: str
    is_newest: bool
    is_original: bool  # the first text of an article that is no copy: new names are looked for in these
    first_seen_at: datetime  # of the article
    sources: frozenset[str]


def outdated_texts(db: Store, resolver: str) -> list[tuple[str, int]]:
    """Return (article id, version) of the texts that another version of the resolver read last."""
    return db.execute(sql("outdated_texts"), {"resolver": resolver}).fetchall()


def count_outdated(db: Store, resolver: str) -> int:
    """Return how many articles have a text that another version of the resolver read last."""
    row = db.execute(sql("count_outdated"), {"resolver": resolver}).fetchone()
    return int(row[0]) if row else 0


def count_findings(db: Store) -> tuple[int, int]:
    """Return how many mentions and matches are stored."""
    row = db.execute(sql("count_findings")).fetchone()
    assert row is not None
    return row


def get_texts(db: Store, keys: Sequence[tuple[str, int]]) -> list[StoredText]:
    """Return the texts of these (article id, version) pairs."""
    rows = insert_rows(db, "get_texts", [{"article_id": key, "version": version} for key, version in keys])
    names = ("article_id", "version", "title", "text", "language", "is_newest", "is_original", "first_seen_at")
    return [
        StoredText(**dict(zip(names, row, strict=True)), sources=frozenset(sources or ())) for *row, sources in rows
    ]


def replace_findings(db: Store, texts: Sequence[Reread]) -> None:
    """Put what texts say now in the place of what they said; the rules hear nothing of it."""
    keys = [{"article_id": one.article_id, "version": one.version} for one in texts]
    insert_rows(db, "drop_mentions", keys)
    insert_rows(db, "drop_quotes", keys)
    add_findings(db, texts)
    insert_rows(
        db, "mark_read", [{**key, "resolver": one.findings.resolver} for key, one in zip(keys, texts, strict=True)]
    )
    newest = [one for one in texts if one.is_newest]
    set_terms(db, {one.article_id: one.findings.terms for one in newest})
    db.execute(sql("drop_matches"), {"ids": [one.article_id for one in newest]})
    found: list[tuple[str, Match]] = [(one.article_id, match) for one in newest for match in one.matches]
    set_matches(db, found)
