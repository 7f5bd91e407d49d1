"""Rules: what each kind of alert looks at in the store, before desk decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from desk.new_names import new_name_alerts
from desk.rules import (
    concerns,
    digest_alert,
    new_story_alerts,
    silence_alert,
    spike_alerts,
    threshold_alerts,
    together_alerts,
)
from desk.values import Alert, Rule
from news.model import MatchedArticle
from storage import alerts, naming
from storage.store import Store

# Days before a window that say what could be expected in it, and how many of them there must be: as the view `spikes`.
USUAL_DAYS, LEAST_DAYS = 28, 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What the rules decide on: matched articles of the longest window, and since when which are new to the rules."""

    articles: Sequence[MatchedArticle]
    fresh: Mapping[str, datetime]
    labels: dict[str, str]
    now: datetime
    is_known: Callable[[str], bool]  # whether a list or the configuration has a name by now
    is_heard: bool  # whether any source could be asked


def raise_alerts(db: Store, rule: Rule, evidence: Evidence) -> Sequence[Alert]:
    """Return what a rule finds; a digest's and a silence's place in time is noted."""
    return _KINDS[rule.kind](db, rule, evidence)


def newest_ids(db: Store, rule: Rule, now: datetime) -> list[str]:
    """Return the last articles that a rule about silence heard of, by entity."""
    found = (alerts.newest_matched(db, now, watch=rule.watch, entity=one) for one in rule.entities or (None,))
    return [one for one in found if one is not None]


def _threshold(db: Store, rule: Rule, evidence: Evidence) -> Sequence[Alert]:
    find = partial(threshold_alerts if rule.kind == "threshold" else together_alerts, rule)
    recent = _recent(db, rule, evidence)
    return find(evidence.articles, evidence.fresh, recent, now=evidence.now, labels=evidence.labels)


def _recent(db: Store, rule: Rule, evidence: Evidence) -> set[tuple[str, str]]:
    return alerts.recent_subjects(db, rule.name, evidence.now - timedelta(days=rule.days), evidence.now)


def _spike(db: Store, rule: Rule, evidence: Evidence) -> Sequence[Alert]:
    since = evidence.now - timedelta(days=rule.days)
    days = min(alerts.history_days(db, since), USUAL_DAYS)
    if days < LEAST_DAYS:  # nobody knows yet what is usual
        return ()
    before = alerts.mentions_before(db, since, days=USUAL_DAYS, watch=rule.watch)
    expected = {entity: count * rule.days / days for entity, count in before.items()}
    recent = _recent(db, rule, evidence)
    return spike_alerts(
        rule, evidence.articles, evidence.fresh, recent, expected, now=evidence.now, labels=evidence.labels
    )


def _new_story(db: Store, rule: Rule, evidence: Evidence) -> Sequence[Alert]:
    old = alerts.old_stories(db, evidence.now - timedelta(days=rule.days))
    return new_story_alerts(rule, evidence.articles, evidence.fresh, old, now=evidence.now, labels=evidence.labels)


def _new_name(db: Store, rule: Rule, evidence: Evidence) -> Sequence[Alert]:
    # a window ends now or, as for a threshold, when a run that was killed had put something before the rules
    end = min(evidence.fresh.values(), default=evidence.now)
    found = naming.untold_names(
        db,
        rule=rule.name,
        outlets=rule.count,
        since=min(end, evidence.now) - timedelta(days=rule.days),
        now=evidence.now,
        watch=rule.watch,
        entities=rule.entities,
    )
    return new_name_alerts(rule, [one for one in found if not evidence.is_known(one["name"])], now=evidence.now)


def _silence(db: Store, rule: Rule, evidence: Evidence) -> Sequence[Alert]:
    if not evidence.is_heard:  # our own deafness is no silence
        return ()
    found = (_last(db, rule, evidence, entity) for entity in rule.entities or (None,))
    return [alert for alert in found if alert is not None]


def _last(db: Store, rule: Rule, evidence: Evidence, entity: str | None) -> Alert | None:
    newest = alerts.newest_matched(db, evidence.now, watch=rule.watch, entity=entity)
    last = next((one for one in evidence.articles if one.article_id == newest), None)
    return silence_alert(rule, entity, last, now=evidence.now, labels=evidence.labels)


def _digest(db: Store, rule: Rule, evidence: Evidence) -> Sequence[Alert]:
    fresh = [one for one in evidence.articles if one.article_id in evidence.fresh and concerns(rule, one)]
    alerts.add_undigested(db, rule.name, [one.article_id for one in fresh])
    waiting, told = alerts.undigested(db, rule.name)
    articles = [one for one in evidence.articles if one.article_id in waiting]
    alert = digest_alert(rule, articles, now=evidence.now, last_told=told)
    if alert is None:
        return []
    alerts.digest_told(db, rule.name, evidence.now)
    return [alert]


_KINDS: Mapping[str, Callable[[Store, Rule, Evidence], Sequence[Alert]]] = {
    "threshold": _threshold,
    "together": _threshold,
    "spike": _spike,
    "new-story": _new_story,
    "new-name": _new_name,
    "silence": _silence,
    "digest": _digest,
}
