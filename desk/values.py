"""What rules decide on, and what letters and the report are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """An alert rule; `entities` are ids, empty for all; `watch` None for all."""

    name: str
    kind: str
    count: int
    days: float
    watch: str | None
    entities: Sequence[str]
    to: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """What a rule found. `evidence` is JSON-ready; its `articles` are the ones that caused it."""

    alert_id: str
    rule: str
    watch: str
    raised_at: datetime
    title: str
    evidence: Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One mail for one recipient, as RFC 5322 bytes."""

    letter_id: str
    alert_ids: Sequence[str]
    recipient: str
    message_id: str
    message: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportView:
    """Everything on the report page; rows are mappings named as the columns of the history. `language` is ar or en."""

    language: str
    made_at: datetime
    newest_day: date | None
    counts: Mapping[str, int]
    series: Mapping[str, Sequence[tuple[date, int]]]
    entities: Sequence[Mapping[str, object]]
    spikes: Sequence[Mapping[str, object]]
    stories: Sequence[Mapping[str, object]]
    alerts: Sequence[Mapping[str, object]]
    sources: Sequence[Mapping[str, object]]
    reasons: Sequence[Mapping[str, object]]
