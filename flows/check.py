"""Check: look at everything a cycle needs without storing or sending anything; and a test mail."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk.health import troubles
from desk.letters import write_letters
from desk.mail import MailError, probe, send, write_eml
from desk.values import Alert, Rule
from flows.ask import Visitor
from flows.close import NOBODY
from flows.knowledge import Beat, Knowledge, learn, told_by
from flows.lexicon import link_lexicons
from flows.models import open_tagger
from flows.run import threads
from flows.visit import visit_safely
from news.comparing.likeness import likeness
from news.configuring.settings import Settings, Source, source_headers
from news.fetching.web import Web
from news.naming.told import Told
from news.parsing.pool import Pool
from news.secrets import mask
from news.tagging.tagger import Unavailable
from storage import history
from storage.errors import StoreBusy, StoreError
from storage.queue import SourceVisit
from storage.sources import SourceState
from storage.store import Store, check_free_space

# Sources are visited side by side; whoever has not answered by then is said to be slow.
VISIT_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing looked at."""

    ok: bool
    text: str


def check_all(settings: Settings) -> Iterator[CheckLine]:
    """Yield a line for the configuration, the store, the mail server, every source and every watch.

    Raises SettingsError for what only shows when the names of the configuration are looked up.
    """
    now = datetime.now(UTC)
    with Pool() as pool, tempfile.TemporaryDirectory(prefix="marsad-check-") as folder:
        knowledge = learn(settings, pool, now, _told(settings, Path(folder)))
        yield CheckLine(True, f"{settings.path}: {_counts(settings)}")
        yield _store(settings)
        yield _mail(settings)
        yield from _model(settings)
        yield from _sources(settings, pool, now)
        yield from _watches(settings, knowledge)


def _told(settings: Settings, folder: Path) -> Told:
    if not settings.history_file.exists():
        return Told()
    link_lexicons(settings.directory, folder)
    with history.open_history(settings.history_file) as db:  # the store may be a run's at the moment
        return told_by(db, folder)


def _counts(settings: Settings) -> str:
    counts = {
        "watch": len(settings.watch),
        "source": len(settings.source),
        "entity": len(settings.entity),
        "alert": len(settings.alert),
    }
    return ", ".join(f"{count} [[{table}]]" for table, count in counts.items())


def _store(settings: Settings) -> CheckLine:
    folder = next(one for one in (settings.directory, *settings.directory.parents) if one.exists())
    try:
        check_free_space(folder / settings.store_file.name)
        if settings.store_file.exists():
            with history.open_history(settings.store_file):
                return CheckLine(True, f"{settings.store_file}: whole, and the folder can be written to")
    except StoreBusy:
        return CheckLine(True, f"{settings.store_file}: a run is at work on it")
    except StoreError as error:
        return CheckLine(False, str(error))
    return CheckLine(True, f"{settings.directory}: nothing stored yet, and the folder can be written to")


def _mail(settings: Settings) -> CheckLine:
    if settings.mail is None:
        return CheckLine(True, f"no [mail]: letters are written to {settings.outbox_folder}")
    try:
        return CheckLine(True, f"mail: {probe(settings.mail)}")
    except MailError as error:
        return CheckLine(False, f"mail: {error}")


def _model(settings: Settings) -> Iterator[CheckLine]:
    with open_tagger(settings) as tagger:
        if tagger is None:
            return
        started = time.monotonic()
        try:
            tagger.probe()
        except Unavailable as error:
            yield CheckLine(False, f"model {tagger.options.folder}: {error}")
        else:
            yield CheckLine(True, f"model {tagger.options.folder}: loaded in {time.monotonic() - started:.1f} s")


def _sources(settings: Settings, pool: Pool, now: datetime) -> Iterator[CheckLine]:
    enabled = [one for one in settings.source if one.enabled]
    headers = source_headers(settings, os.environ)
    with Web(settings.fetch, deadline=VISIT_SECONDS) as web:

        def visit(source: Source) -> SourceVisit:
            visitor = Visitor(source=source, web=web, pool=pool, now=now, headers=headers.get(source.name, {}))
            return visit_safely(visitor, SourceState(source=source.name, url=source.url), None)

        visits = list(threads(visit, enabled, name="check"))
    known = _known_health(settings)
    for source, one in zip(enabled, visits, strict=True):
        yield _source(source, one)
        yield from (CheckLine(True, f"{source.name}: {line}") for line in known.get(source.name, ()))
    if not enabled:
        yield CheckLine(False, f"{settings.path}: every [[source]] has enabled = false")


def _known_health(settings: Settings) -> dict[str, list[str]]:
    """Return what the history says of each source: its newest article, and what is wrong against its own past."""
    if not settings.history_file.exists():
        return {}
    with history.open_history(settings.history_file) as db:
        found = history.rows(db, "source_health_rows")
    return {row["source"]: [f"last new {_minute(row['last_new_at'])}", *troubles(row, "en")] for row in found}


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"


def _source(source: Source, visit: SourceVisit) -> CheckLine:
    place = mask(source.url)
    if visit.outcome == "failed":
        told = (visit.reason, *(part for one in visit.visits for part in (one.reason, one.detail)))
        why = ": ".join(dict.fromkeys(part for part in told if part and part != "redirect"))
        return CheckLine(False, f"{source.name}: {why} ({place})")
    if not visit.items:
        return CheckLine(False, f"{source.name}: answers, but names no articles ({place})")
    return CheckLine(True, f"{source.name}: {len(visit.items)} articles named ({place})")


def _watches(settings: Settings, knowledge: Knowledge) -> Iterator[CheckLine]:
    for beat in knowledge.beats:
        if not beat.profile().vectors:
            yield CheckLine(False, f"watch {beat.name}: no text was found in its examples, so nothing can match")
        elif not beat.sources:
            yield CheckLine(False, f"watch {beat.name}: no enabled source has it among its watches")
    if not settings.history_file.exists():
        yield CheckLine(True, "no history yet; `marsad run` makes one")
        return
    with history.open_history(settings.history_file) as db:
        now_matching = {row["watch"]: row["articles"] for row in history.matching_scores(db)}
        for beat, kept, stored in _kept(knowledge, db):
            keeps = f"watch {beat.name}: threshold {beat.threshold:g} would keep {kept} of {stored} stored articles"
            yield CheckLine(True, f"{keeps} ({now_matching.get(beat.name, 0)} match in the history)")


def _kept(knowledge: Knowledge, db: Store) -> Iterator[tuple[Beat, int, int]]:
    """Yield each watch with how many stored articles of its sources reach its threshold, and how many there are.

    Scored anew: examples and threshold may have been changed since the articles were matched.
    """
    kept, stored = Counter[str](), Counter[str]()
    for sketch, sources in history.sketches(db):
        for beat in (one for one in knowledge.beats if one.sources & sources):
            stored[beat.name] += 1
            kept[beat.name] += likeness(beat.profile(), sketch).score >= beat.threshold
    yield from ((beat, kept[beat.name], stored[beat.name]) for beat in knowledge.beats)


def send_test(settings: Settings, now: datetime) -> Iterator[CheckLine]:
    """Send, or write, one test letter to each address an alert is for; yield what became of each."""
    for recipient in dict.fromkeys(address for rule in settings.alert for address in rule.to):
        yield _test(settings, recipient, now)
    if not settings.alert:
        yield CheckLine(False, f"{settings.path}: no [[alert]] names anybody to write to")


def _test(settings: Settings, recipient: str, now: datetime) -> CheckLine:
    rule = Rule(name="test", kind="digest", count=1, days=1, watch=None, entities=(), to=(recipient,))
    evidence: dict[str, object] = {"kind": "digest", "name": "test", "count": 0, "stories": 0, "outlets": 0}
    alert = Alert(
        alert_id=f"test-{now.isoformat()}",
        rule="test",
        watch="",
        raised_at=now,
        title="test",
        evidence={**evidence, "articles": [], "more": 0},
    )
    sender = settings.mail.sender if settings.mail else NOBODY
    letter = write_letters([alert], rule, sender=sender, now=now, labels={})[0]
    if settings.mail is None:
        return CheckLine(
            True, f"{recipient}: written to {write_eml(settings.outbox_folder, letter.letter_id, letter.message)}"
        )
    delivery = send(letter.message, sender=sender, recipient=recipient, mail=settings.mail, before_dot=lambda: None)
    sent = delivery.state == "sent"
    return CheckLine(sent, f"{recipient}: {'sent' if sent else f'not sent: {delivery.error}'}")
