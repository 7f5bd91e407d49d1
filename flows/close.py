"""Close of a run: one transaction evaluates the rules over everything not yet evaluated and writes the run's row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from desk.values import Alert, Letter, Rule
from flows.rules import Evidence, newest_ids, raise_alerts
from flows.run import Run
from flows.summary import RunSummary, SourceSummary
from news.configuring.settings import AlertRule, Settings
from storage import alerts, naming, runs, sources
from storage.replay import count_outdated
from storage.retract import tell_texts
from storage.store import Store, open_store, transaction
from storage.tagging import forget_spans

# Letters of a history without [mail] still need a sender; the domain is reserved (RFC 2606).
NOBODY = "marsad@localhost.invalid"
# What a rule of a kind counts within how many days, where 1 and 1 would say nothing.
DEFAULT_COUNTS: Mapping[str, int] = {"new-name": naming.OUTLETS}
DEFAULT_DAYS: Mapping[str, float] = {"new-name": naming.REMEMBERED_DAYS}


def keep_since(settings: Settings, now: datetime) -> datetime:
    """Return the time before which archived pages are dropped."""
    return now - timedelta(days=settings.storage.keep_pages_days)


def close_run(run: Run, finished_at: datetime) -> RunSummary:
    """Evaluate the rules, write alerts, letters and the run's rows; return the run's summary, letters left out."""
    with open_store(run.settings.store_file) as db, transaction(db):
        eventful = runs.is_eventful(db, run.run_id)
        count = _evaluate(run, db)
        sources.forget_lines(db, run.now)
        naming.forget_names(db, run.now)
        tell_texts(db, run.now)
        if run.tagger is not None:
            forget_spans(db, run.tagger.options.version, run.now)
        runs.close_run(db, run.run_id, started_at=run.now, finished_at=finished_at, state=_state(run, db), alerts=count)
        changed = eventful or count > 0
        if changed:
            runs.bump_publication(db)
        return _summary(run, db, changed)


def _state(run: Run, db: Store) -> str:
    outcomes = [outcome for _, outcome, *_ in runs.run_sources(db, run.run_id)]
    if "failed" not in outcomes:
        return "done"
    return "failed" if set(outcomes) == {"failed"} else "degraded"


def _evaluate(run: Run, db: Store) -> int:
    """Let every rule look; return how many alerts are new."""
    rules = [_rule(run, setting) for setting in run.settings.alert]
    alerts.keep_digests(db, [rule.name for rule in rules if rule.kind == "digest"])
    longest = max((setting.days for setting in run.settings.alert), default=0.0)
    last = [one for rule in rules if rule.kind == "silence" for one in newest_ids(db, rule, run.now)]
    articles = alerts.matched_articles(db, run.now, timedelta(days=longest), last)
    evidence = Evidence(
        articles=articles,
        fresh=alerts.unevaluated(db),
        labels=alerts.labels(db),
        now=run.now,
        is_known=partial(_is_known, run),
        is_heard=_state(run, db) != "failed",
    )
    count = sum(_apply(run, db, rule, evidence) for rule in rules)
    alerts.clear_unevaluated(db)
    return count


def _is_known(run: Run, name: str) -> bool:
    mentions, _ = run.knowledge.recogniser.recognise("", name)
    return any(one.end_char - one.start_char == len(name) for one in mentions)


def _apply(run: Run, db: Store, rule: Rule, evidence: Evidence) -> int:
    raised = raise_alerts(db, rule, evidence)
    stored = alerts.add_alerts(db, [_alert_row(run, alert) for alert in raised])
    fresh = [alert for alert in raised if alert.alert_id in stored]
    if fresh:
        from desk.letters import write_letters  # templates and styles: only a run that writes letters needs them

        mail = run.settings.mail
        labels = {language: {**evidence.labels, **alerts.labels_in(db, language)} for language in ("ar", "en")}
        letters = write_letters(fresh, rule, sender=mail.sender if mail else NOBODY, now=run.now, labels=labels)
        alerts.add_letters(db, [_letter_row(run, letter) for letter in letters])
    return len(fresh)


def _rule(run: Run, setting: AlertRule) -> Rule:
    given = setting.model_fields_set
    return Rule(
        name=setting.name,
        kind=setting.kind,
        count=setting.count if "count" in given else DEFAULT_COUNTS.get(setting.kind, setting.count),
        days=setting.days if "days" in given else DEFAULT_DAYS.get(setting.kind, setting.days),
        watch=setting.watch,
        entities=tuple(run.knowledge.entity_id(name) for name in setting.entities),
        to=setting.to,
    )


def _alert_row(run: Run, alert: Alert) -> dict[str, object]:
    return {
        "alert_id": alert.alert_id,
        "rule": alert.rule,
        "watch": alert.watch,
        "raised_at": alert.raised_at,
        "title": alert.title,
        "evidence": alert.evidence,
        "run_id": run.run_id,
    }


def _letter_row(run: Run, letter: Letter) -> dict[str, object]:
    return {
        "letter_id": letter.letter_id,
        "alert_ids": list(letter.alert_ids),
        "recipient": letter.recipient,
        "state": "pending",
        "message_id": letter.message_id,
        "created_at": run.now,
        "message": letter.message,
    }


def _summary(run: Run, db: Store, changed: bool) -> RunSummary:
    state, similar, copies, mentions, count = runs.run_totals(db, run.run_id)
    reasons, missing = runs.run_reasons(db, run.run_id), sources.run_gaps(db, run.run_id)
    return RunSummary(
        run_id=run.run_id,
        state=state,
        sources=tuple(
            SourceSummary(
                source=source,
                outcome=outcome,
                reason=reason,
                found=found,
                new=new,
                known=known,
                skipped=skipped,
                failed=failed,
                reasons=reasons.get(source, {}),
                missing=missing.get(source, 0),
            )
            for source, outcome, reason, found, new, known, skipped, failed in runs.run_sources(db, run.run_id)
        ),
        similar=similar,
        copies=copies,
        mentions=mentions,
        alerts=count,
        letters={},
        seconds=0.0,
        changed=changed,
        outdated=count_outdated(db, run.knowledge.resolver),
        dropped=run.dropped,
    )
