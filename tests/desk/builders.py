"""Articles, rules and alerts as the desk sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk.values import Alert, ReportView, Rule
from news.model import MatchedArticle
from tests.conftest import NOW

ARTICLE = MatchedArticle(
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


def an_article(name: str, hours_ago: float = 0, **changes: Any) -> MatchedArticle:
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


LINKS = [
    "javascript:window.fired=11",
    "JAVASCRIPT:window.fired=12",
    "data:text/html,<script>window.fired=13</script>",
    "https://bank.example@evil.example/",
    'https://example.org/"onclick="window.fired=14',
    "https://example.org/' onclick='window.fired=15",
    "vbscript:x",
    "https://example.org/good",
]


def a_view(*words: str, language: str = "ar", rows: int = 1, **changes: Any) -> ReportView:
    """Return a report on which each of the words stands in every place that pages or feeds can write in."""
    many = list(words) * rows
    days = [date(2023, 9, 1) + timedelta(days=n) for n in range(14)]
    values: dict[str, Any] = {
        "language": language,
        "made_at": datetime(2023, 9, 14, 8, 30, tzinfo=UTC),
        "newest_day": date(2023, 9, 13),
        "counts": dict.fromkeys(("articles", "similar", "copies", "stories", "outlets", "mentions", "alerts"), 1234),
        "series": {word: [(day, n % 5) for n, day in enumerate(days)] for word in words[:4]},
        "entities": [{"entity": w, "articles": 3, "mentions": 9, "outlets": 2, "surfaces": [w, w]} for w in many],
        "spikes": [{"day": days[0], "entity": w, "articles": 3, "expected": 0.4} for w in many],
        "stories": [
            {
                "title": w,
                "url": LINKS[n % len(LINKS)],
                "first_seen_at": NOW,
                "articles": 3,
                "copies": 1,
                "outlet_names": w,
            }
            for n, w in enumerate(many)
        ],
        "alerts": [{"raised_at": NOW, "rule": w, "title": w} for w in many],
        "sources": [
            {
                "source": w,
                "last_success_at": NOW,
                "last_new_at": None,
                "failing_since": NOW,
                "reason": w,
                "items_7d": 4,
                "troubles": [w],
            }
            for w in many
        ],
        "reasons": [{"source": w, "outcome": "failed", "reason": w, "items": 5} for w in many],
    }
    return ReportView(**{**values, **changes})
