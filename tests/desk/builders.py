"""Articles, rules and alerts as the desk sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from desk.values import Alert, Candidate, Rule
from tests.conftest import NOW

ARTICLE = Candidate(
    article_id="a1",
    title="كيم يصل إلى فلاديفوستوك",
    url="https://example.org/a1",
    outlet="example.org",
    source="S",
    language="ar",
    day=NOW.date(),
    first_seen_at=NOW,
    story_id="s1",
    is_copy=False,
    watches=("w",),
    score=0.5,
    reasons={"names": {"kim": 0.3}, "words": {"قطار": 0.1}},
    entities={"kim": 2},
    sentences={"kim": "وصل كيم صباحاً."},
)
RULE = Rule(name="r", kind="threshold", count=2, days=1, watch=None, entities=(), to=("a@example.org",))


def an_article(name: str, hours_ago: float = 0, **changes: Any) -> Candidate:
    seen = NOW - timedelta(hours=hours_ago)
    return replace(
        ARTICLE, **{"article_id": name, "url": f"https://example.org/{name}", "first_seen_at": seen, **changes}
    )


def a_rule(**changes: Any) -> Rule:
    return replace(RULE, **changes)


def told(**changes: Any) -> dict[str, Any]:
    """Return an article as a letter's evidence has it."""
    return {
        "title": "كيم يصل إلى فلاديفوستوك",
        "url": "https://example.org/a1",
        "outlet": "example.org",
        "day": "2023-09-13",
        "is_copy": False,
        "score": 0.5,
        "sentence": "وصل كيم صباحاً.",
        "why": {"names": {"kim": 0.3}, "words": {"قطار": 0.1}},
        **changes,
    }


def an_alert(*articles: dict[str, Any], name: str = "1", **evidence: Any) -> Alert:
    return Alert(
        alert_id=name,
        rule="r",
        watch="",
        raised_at=NOW,
        title="t",
        evidence={
            "kind": "threshold",
            "name": "كيم",
            "count": len(articles),
            "outlets": 1,
            "window_days": 1,
            "articles": list(articles),
            "more": 0,
            **evidence,
        },
    )
