"""What the rules need to know, and what they found; letters and where each stands."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from news.model import MatchedArticle
from storage.sql import sql
from storage.store import Store, insert_rows


@dataclass(frozen=True, kw_only=True, slots=True)
class DueLetter:
    """A letter to deliver now."""

    letter_id: str
    recipient: str
    state: str
    attempts: int
    message: bytes


def matched_articles(db: Store, now: datetime, longest: timedelta, also: Sequence[str] = ()) -> list[MatchedArticle]:
    """Return matched articles of any window of that length that a rule has still to look at, what digests have to tell, and `also`."""
    parameters = {"now": now, "seconds": longest.total_seconds(), "ids": list(also)}
    return [_matched(row) for row in db.execute(sql("candidates"), parameters).fetchall()]


def _matched(row: Sequence[Any]) -> MatchedArticle:
    values = dict(zip((field.name for field in fields(MatchedArticle)), row, strict=True))
    return MatchedArticle(
        **{
            **values,
            "watches": tuple(values["watches"]),
            "reasons": json.loads(values["reasons"]),
            "entities": values["entities"] or {},
            "sentences": values["sentences"] or {},
        }
    )


def unevaluated(db: Store) -> dict[str, datetime]:
    """Return the articles that no rule has looked at, and when each was put before the rules."""
    return dict(db.execute(sql("fresh_articles")).fetchall())


def clear_unevaluated(db: Store) -> None:
    """Say, in the transaction that writes the alerts, that the rules have seen everything."""
    db.execute(sql("clear_unevaluated"))


def old_stories(db: Store, since: datetime) -> set[tuple[str, str]]:
    """Return (story, watch) pairs that had a matched article before `since`."""
    return set(db.execute(sql("old_stories"), {"since": since}).fetchall())


def labels(db: Store) -> dict[str, str]:
    """Return the name to show for each entity."""
    return dict(db.execute(sql("labels")).fetchall())


def labels_in(db: Store, language: str) -> dict[str, str]:
    """Return the name of each entity that has one in a language."""
    return dict(db.execute(sql("names_in"), {"language": language}).fetchall())


def recent_subjects(db: Store, rule: str, since: datetime, now: datetime) -> set[tuple[str, str]]:
    """Return (watch, entity) pairs for which a rule raised an alert after `since`, up to now."""
    return set(db.execute(sql("recent_subjects"), {"rule": rule, "since": since, "now": now}).fetchall())


def mentions_before(db: Store, since: datetime, *, days: int, watch: str | None) -> dict[str, int]:
    """Return how many matched articles mentioned each entity in the days before a time."""
    return dict(db.execute(sql("mentions_before"), {"since": since, "days": days, "watch": watch}).fetchall())


def newest_matched(db: Store, now: datetime, *, watch: str | None, entity: str | None) -> str | None:
    """Return the newest article that fits a watch and mentions an entity; None stands for any."""
    row = db.execute(sql("newest_matched"), {"watch": watch, "entity": entity, "now": now}).fetchone()
    return str(row[0]) if row else None


def history_days(db: Store, until: datetime) -> float:
    """Return for how many days before a time there are articles."""
    row = db.execute(sql("history_days"), {"until": until}).fetchone()
    return float(row[0] or 0.0) if row else 0.0


def add_undigested(db: Store, rule: str, ids: Sequence[str]) -> None:
    """Give a digest more to tell."""
    db.execute(sql("add_undigested"), {"rule": rule, "ids": list(ids)})


def undigested(db: Store, rule: str) -> tuple[set[str], datetime | None]:
    """Return what a digest has to tell, and when it told last."""
    told = db.execute(sql("last_digest"), {"rule": rule}).fetchone()
    waiting = {article_id for (article_id,) in db.execute(sql("get_undigested"), {"rule": rule}).fetchall()}
    return waiting, told[0] if told else None


def keep_digests(db: Store, rules: Sequence[str]) -> None:
    """Forget what all other rules than these had still to tell."""
    db.execute(sql("drop_stale_undigested"), {"rules": list(rules)})


def digest_told(db: Store, rule: str, now: datetime) -> None:
    """Say that a digest told everything it had."""
    db.execute(sql("drop_undigested"), {"rule": rule})
    db.execute(sql("set_digest"), {"rule": rule, "now": now})


def add_alerts(db: Store, rows: Sequence[Mapping[str, object]]) -> set[str]:
    """Store alerts; return the ids of those that did not stand already."""
    return {alert_id for (alert_id,) in insert_rows(db, "add_alerts", rows)}


def add_letters(db: Store, rows: Sequence[Mapping[str, object]]) -> None:
    """Store letters; each row's `message` is the letter's bytes."""
    encoded = [{**row, "message": base64.b64encode(_bytes(row["message"])).decode()} for row in rows]
    insert_rows(db, "add_letters", encoded)


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value


def due_letters(db: Store, now: datetime, *, until: datetime, per_hour: int | None) -> list[DueLetter]:
    """Return letters due by `until`, oldest first, of each rule at most `per_hour` to a reader, those sent included."""
    names = ("letter_id", "recipient", "state", "attempts", "message")
    rows = db.execute(sql("due_letters"), {"now": now, "until": until, "per_hour": per_hour}).fetchall()
    return [DueLetter(**dict(zip(names, row, strict=True))) for row in rows]


def set_letter(
    db: Store,
    letter_id: str,
    *,
    state: str,
    attempts: int,
    sent_at: datetime | None = None,
    last_error: str = "",
    next_try_at: datetime | None = None,
) -> None:
    """Record one step of one letter."""
    db.execute(
        sql("set_letter"),
        {
            "letter_id": letter_id,
            "state": state,
            "attempts": attempts,
            "sent_at": sent_at,
            "last_error": last_error,
            "next_try_at": next_try_at,
        },
    )


def letter_states(db: Store) -> dict[str, int]:
    """Return how many letters stand in each state."""
    return dict(db.execute(sql("letter_states")).fetchall())
