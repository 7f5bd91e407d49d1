"""What a model of one's own saw in texts: a text that it has read is not read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import datetime

from news.model import Refusal
from news.tagging.spans import Span
from storage.sql import sql
from storage.store import Store, insert_rows

Seen = tuple[Span, ...] | Refusal


def text_hash(text: str) -> str:
    """Return what a text is known by here."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def get_spans(db: Store, model: str, hashes: Sequence[str], now: datetime) -> dict[str, Seen]:
    """Return what this version of the model saw, by text_hash, of the texts that it has read."""
    rows = db.execute(sql("get_model_spans"), {"model": model, "hashes": list(hashes), "now": now}).fetchall()
    return {key: _seen(spans, reason, detail) for key, spans, reason, detail in rows}


def add_spans(db: Store, model: str, seen: Mapping[str, Seen], now: datetime) -> None:
    """Store what this version of the model saw, by text_hash."""
    insert_rows(db, "add_model_spans", [_row(key, one) for key, one in seen.items()], model=model, now=now)


def forget_spans(db: Store, model: str, now: datetime) -> None:
    """Forget what other models saw that have not been used for a month."""
    db.execute(sql("forget_model_spans"), {"model": model, "now": now})


def _seen(spans: str, reason: str, detail: str) -> Seen:
    return Refusal(reason=reason, detail=detail) if reason else tuple(Span(*span) for span in json.loads(spans))


def _row(key: str, seen: Seen) -> dict[str, object]:
    if isinstance(seen, Refusal):
        return {"text_hash": key, "spans": "[]", "reason": seen.reason, "detail": seen.detail}
    return {"text_hash": key, "spans": json.dumps([astuple(span) for span in seen]), "reason": "", "detail": ""}
