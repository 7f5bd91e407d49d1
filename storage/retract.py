"""Retract: articles of a run not yet closed that turn out to be none, before anybody is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from news.model import Refusal
from storage.sql import sql
from storage.store import Store, insert_rows

# What an article has rows in, beside its findings.
_DROPS = (
    "drop_versions",
    "drop_sightings",
    "drop_matches",
    "drop_bands",
    "drop_sketches",
    "drop_unevaluated",
    "drop_name_sightings",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecentText:
    """A text stored lately."""

    article_id: str
    site: str
    text_hash: int
    title: str
    canonical_url: str


def add_recent_texts(db: Store, texts: Sequence[RecentText], now: datetime) -> None:
    """Remember texts just stored."""
    insert_rows(db, "add_recent_texts", [asdict(text) for text in texts], now=now)


def recent_texts(db: Store) -> list[RecentText]:
    """Return the texts of three days."""
    names = ("article_id", "site", "text_hash", "title", "canonical_url")
    return [RecentText(**dict(zip(names, row, strict=True))) for row in db.execute(sql("recent_texts")).fetchall()]


def tell_texts(db: Store, now: datetime) -> None:
    """Say, at the close of a run, that people know of what it stored; forget what is old."""
    db.execute(sql("tell_recent_texts"))
    db.execute(sql("forget_recent_texts"), {"now": now})


def retract(db: Store, run_id: str, ids: Sequence[str], refusal: Refusal) -> int:
    """Take back those of these articles that nobody was told of; their items end as refused. Return how many."""
    gone = [key for (key,) in db.execute(sql("drop_untold_texts"), {"ids": list(ids)}).fetchall()]
    if gone:
        db.execute(sql("retract_outcomes"), {"ids": gone, "run_id": run_id, **asdict(refusal)})
        db.execute(sql("retract_items"), {"ids": gone, "reason": refusal.reason})
        _drop_rows(db, gone)
        _drop_articles(db, gone)
    return len(gone)


def _drop_rows(db: Store, ids: Sequence[str]) -> None:
    for drop in _DROPS:
        db.execute(sql(drop), {"ids": ids})
    for drop in ("drop_mentions", "drop_quotes"):
        insert_rows(db, drop, [{"article_id": one, "version": 1} for one in ids])


def _drop_articles(db: Store, ids: Sequence[str]) -> None:
    db.execute(sql("pass_copies"), {"ids": ids})
    stories = sorted({story for (story,) in db.execute(sql("drop_articles"), {"ids": ids}).fetchall()})
    db.execute(sql("count_stories"), {"ids": stories})
    db.execute(sql("drop_empty_stories"), {"ids": stories})
