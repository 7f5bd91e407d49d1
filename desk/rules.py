"""Alert rules: pure decisions over matched articles. What was decided before comes in as an argument."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import sqrt

from desk.text import is_rtl
from desk.values import Alert, Rule
from desk.words import WORDS, count
from news.model import MatchedArticle

# More than this nobody reads in one letter; the rest is counted.
LISTED = 20
# A spike, as the view of that name has it.
LEAST_OF_SPIKE = 3


def concerns(rule: Rule, article: MatchedArticle) -> bool:
    """Say whether a rule looks at an article: its watch, and one of its entities where it names any."""
    watched = rule.watch is None or rule.watch in article.watches
    return watched and (not rule.entities or any(entity in article.entities for entity in rule.entities))


def threshold_alerts(
    rule: Rule,
    articles: Sequence[MatchedArticle],
    fresh: Mapping[str, datetime],
    recent: Collection[tuple[str, str]],
    *,
    now: datetime,
    labels: Mapping[str, str],
    least: Callable[[str], int] | None = None,
) -> list[Alert]:
    """Return an alert for each entity that `count` or more articles within `days` mention.

    Or as many as `least` says it takes of an entity.
    Only when one of them is `fresh`: put before the rules since a time, by this run or one that was killed. A window ends
    then, or now. Not again for an entity in `recent`: (watch, entity) pairs of the window.
    """
    by_entity: dict[str, list[MatchedArticle]] = {}
    for article in (one for one in articles if concerns(rule, one)):
        for entity in article.entities:
            if not rule.entities or entity in rule.entities:
                by_entity.setdefault(entity, []).append(article)
    return [
        _threshold(rule, entity, window, now, labels.get(entity, entity))
        for entity, found in sorted(by_entity.items())
        if (rule.watch or "", entity) not in recent
        and (window := _full_window(rule, found, fresh, now, least(entity) if least else rule.count))
    ]


def spike_alerts(
    rule: Rule,
    articles: Sequence[MatchedArticle],
    fresh: Mapping[str, datetime],
    recent: Collection[tuple[str, str]],
    expected: Mapping[str, float],
    *,
    now: datetime,
    labels: Mapping[str, str],
) -> list[Alert]:
    """Return an alert for each entity with far more articles within `days` than `expected` of it; windows are a threshold's.

    Far more is what the view `spikes` says: above three standard deviations of Poisson's, and three articles or `count`.
    """

    def least(entity: str) -> int:
        usual = expected.get(entity, 0.0)
        return max(rule.count, LEAST_OF_SPIKE, int(usual + 3 * max(sqrt(usual), 1)) + 1)

    found = threshold_alerts(rule, articles, fresh, recent, now=now, labels=labels, least=least)
    return [
        replace(one, evidence={**one.evidence, "expected": round(expected.get(str(one.evidence["entity"]), 0.0), 2)})
        for one in found
    ]


def together_alerts(
    rule: Rule,
    articles: Sequence[MatchedArticle],
    fresh: Mapping[str, datetime],
    recent: Collection[tuple[str, str]],
    *,
    now: datetime,
    labels: Mapping[str, str],
) -> list[Alert]:
    """Return an alert when `count` or more articles within `days` mention all entities of a rule; windows are a threshold's."""
    subject = "+".join(sorted(rule.entities))
    found = [one for one in articles if concerns(rule, one) and all(entity in one.entities for entity in rule.entities)]
    window = _full_window(rule, found, fresh, now, rule.count)
    if not window or (rule.watch or "", subject) in recent:
        return []
    label = " + ".join(labels.get(entity, entity) for entity in rule.entities)
    return [_threshold(rule, subject, window, now, label)]


def silence_alert(
    rule: Rule, entity: str | None, last: MatchedArticle | None, *, now: datetime, labels: Mapping[str, str]
) -> Alert | None:
    """Return the alert that nothing came about an entity, or the rule's watch, for `days`: one of each silence.

    `last` is the newest article before; who was never heard of cannot fall silent.
    """
    if last is None or now - last.first_seen_at < timedelta(days=rule.days):
        return None
    label = labels.get(entity, entity) if entity else rule.watch or rule.name
    return Alert(
        alert_id=identity(rule.name, rule.watch, entity, last.article_id),
        rule=rule.name,
        watch=rule.watch or "",
        raised_at=now,
        title=_title(rule.kind, label, name=label, articles=0, days=rule.days),
        evidence={
            "kind": rule.kind,
            "entity": entity or "",
            "name": label,
            "count": 0,
            "outlets": 0,
            "window_days": rule.days,
            **_listed([last], entity or ""),
        },
    )


def _full_window(
    rule: Rule, articles: Sequence[MatchedArticle], fresh: Mapping[str, datetime], now: datetime, least: int
) -> Sequence[MatchedArticle] | None:
    """Return the articles of the first window with a fresh one that holds `least` or more."""
    ends = sorted({now, *(fresh[one.article_id] for one in articles if one.article_id in fresh)})
    for end in ends:
        window = [one for one in articles if end - timedelta(days=rule.days) < one.first_seen_at <= end]
        if len(window) >= least and any(one.article_id in fresh for one in window):
            return window
    return None


def _threshold(rule: Rule, entity: str, articles: Sequence[MatchedArticle], now: datetime, label: str) -> Alert:
    opened = min(one.first_seen_at for one in articles)
    return Alert(
        alert_id=identity(rule.name, rule.watch, entity, opened.isoformat()),
        rule=rule.name,
        watch=rule.watch or "",
        raised_at=now,
        title=_title(rule.kind, label, name=label, articles=len(articles), days=rule.days),
        evidence={
            "kind": rule.kind,
            "entity": entity,
            "name": label,
            "count": len(articles),
            "copies": sum(one.is_copy for one in articles),
            "outlets": len({one.outlet for one in articles}),
            "window_days": rule.days,
            **_listed(articles, rule.entities[0] if rule.kind == "together" else entity),
        },
    )


def new_story_alerts(
    rule: Rule,
    articles: Sequence[MatchedArticle],
    fresh: Mapping[str, datetime],
    old: Collection[tuple[str, str]],
    *,
    now: datetime,
    labels: Mapping[str, str],
) -> list[Alert]:
    """Return an alert for each story that began within the last `days` and that `count` or more outlets tell by now.

    Only when one of its articles is fresh, as for a threshold. `old` holds (story, watch) pairs that matched before the window; `labels` names
    the entities a story is about. A story has one alert: writing it again changes nothing.
    """
    length = timedelta(days=rule.days)
    watches = {rule.watch} if rule.watch else {watch for one in articles for watch in one.watches}
    known = {story for story, watch in old if watch in watches}
    by_story: dict[str, list[MatchedArticle]] = {}
    for article in articles:
        in_time = article.first_seen_at > fresh.get(article.article_id, now) - length
        if in_time and article.story_id not in known and concerns(rule, article):
            by_story.setdefault(article.story_id, []).append(article)
    return [
        _new_story(rule, story, found, now, labels)
        for story, found in sorted(by_story.items())
        if len({one.outlet for one in found}) >= rule.count and any(one.article_id in fresh for one in found)
    ]


def _new_story(
    rule: Rule, story: str, articles: Sequence[MatchedArticle], now: datetime, labels: Mapping[str, str]
) -> Alert:
    lead = articles[0]
    about = sorted(lead.entities, key=lambda entity: (-lead.entities[entity], entity))[:5]
    return Alert(
        alert_id=identity(rule.name, rule.watch, story),
        rule=rule.name,
        watch=rule.watch or "",
        raised_at=now,
        title=lead.title,
        evidence={
            "kind": rule.kind,
            "story": story,
            "name": lead.title,
            "count": len(articles),
            "outlets": len({one.outlet for one in articles}),
            "about": [labels.get(entity, entity) for entity in about],
            **_listed(articles, about[0] if about else ""),
        },
    )


def digest_alert(
    rule: Rule, waiting: Sequence[MatchedArticle], *, now: datetime, last_told: datetime | None
) -> Alert | None:
    """Return the digest when its period is over and it has something to tell; `days` is the period."""
    # a digest told in the future is one of a clock that was ahead
    is_due = last_told is None or last_told > now or now - last_told >= timedelta(days=rule.days)
    if not waiting or not is_due:
        return None
    stories = len({one.story_id for one in waiting})
    return Alert(
        alert_id=identity(rule.name, rule.watch, now.isoformat()),
        rule=rule.name,
        watch=rule.watch or "",
        raised_at=now,
        title=_title(rule.kind, " ".join(one.title for one in waiting), articles=len(waiting), stories=stories),
        evidence={
            "kind": rule.kind,
            "name": rule.name,
            "count": len(waiting),
            "stories": stories,
            "outlets": len({one.outlet for one in waiting}),
            **_listed(sorted(waiting, key=lambda one: (one.story_id, one.is_copy)), "", limit=200),
        },
    )


def _title(kind: str, sample: str, *, articles: int, name: str = "", days: float = 1, stories: int = 0) -> str:
    """Return what an alert says in one line, in the language of a sample of its words."""
    language = "ar" if is_rtl(sample) else "en"
    return WORDS[language][kind].format(
        name=name,
        articles=count("article", articles, language),
        stories=count("story", stories, language),
        days=count("day", days, language),
    )


def _listed(articles: Sequence[MatchedArticle], entity: str, limit: int = LISTED) -> dict[str, object]:
    return {
        "articles": [_evidence(one, entity) for one in articles[:limit]],
        "more": max(0, len(articles) - limit),
    }


def _evidence(article: MatchedArticle, entity: str) -> dict[str, object]:
    first = next(iter(article.sentences.values()), "")
    return {
        "article_id": article.article_id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "day": article.day.isoformat(),
        "story_id": article.story_id,
        "is_copy": article.is_copy,
        "score": article.score,
        "sentence": article.sentences.get(entity, first),
        "why": article.reasons,
    }


def identity(*parts: str | None) -> str:
    """Return an alert's id: the same for the same rule, subject and window, however often it is looked at."""
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:20]
