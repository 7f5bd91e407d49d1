"""New names as alerts: what no list holds and enough outlets have, with what the user can do about it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from desk.rules import LISTED, identity
from desk.text import clip, is_rtl
from desk.values import Alert, Rule
from desk.words import WORDS


def new_name_alerts(rule: Rule, names: Sequence[Mapping[str, Any]], *, now: datetime) -> list[Alert]:
    """Return an alert for each name: a mapping with name_id, name, kind, outlets, articles (counted) and those `listed`.

    A name has one alert of a rule for ever: writing it again changes nothing.
    """
    return [_alert(rule, name, now) for name in names]


def _alert(rule: Rule, name: Mapping[str, Any], now: datetime) -> Alert:
    language = "ar" if is_rtl(name["name"]) else "en"
    return Alert(
        alert_id=identity(rule.name, rule.watch, name["name_id"]),
        rule=rule.name,
        watch=rule.watch or "",
        raised_at=now,
        title=WORDS[language][rule.kind].format(name=name["name"], what=WORDS[language][name["kind"]]),
        evidence={
            "kind": rule.kind,
            "name": name["name"],
            "name_id": name["name_id"],
            "what": name["kind"],
            "count": name["articles"],
            "outlets": name["outlets"],
            "articles": [_article(one) for one in name["listed"][:LISTED]],
            "more": max(0, name["articles"] - LISTED),
        },
    )


def _article(article: Mapping[str, Any]) -> dict[str, object]:
    return {**article, "day": article["day"].isoformat(), "is_copy": False, "why": {}}


def commands(evidence: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """Yield what can be done about a new name, and the command that does it, safe to be pasted into a shell."""
    name, words = shlex.quote(clip(str(evidence["name"]), 300)), WORDS[language]
    yield words["accept"], f"marsad entities accept {name} --kind {evidence['what']}"
    yield words["merge"], f"marsad entities merge {name} ID"
    yield words["reject"], f"marsad entities reject {name}"
