"""Check: look at everything a cycle needs without storing or sending anything; and a test mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from desk.letters import write_letters
from desk.mail import MailError, probe, send, write_eml
from desk.values import Alert, Rule
from flows.close import NOBODY
from flows.visit import visit_safely
from news.pool import Pool
from news.secrets import mask
from news.settings import Settings, Source
from news.web import Web
from storage import history
from storage.errors import StoreError
from storage.queue import SourceVisit
from storage.store import check_free_space


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing looked at."""

    ok: bool
    text: str


def check_all(settings: Settings) -> Iterator[CheckLine]:
    """Yield a line for the configuration, the store, the mail server, every source and every watch."""
    counts = f"{len(settings.watch)} watches, {len(settings.source)} sources, {len(settings.alert)} alert rules"
    yield CheckLine(True, f"{settings.path}: {counts}")
    yield _store(settings)
    yield _mail(settings)
    yield from _sources(settings)
    yield from _watches(settings)


def _store(settings: Settings) -> CheckLine:
    folder = settings.directory if settings.directory.exists() else settings.folder
    try:
        check_free_space(folder / settings.store_file.name)
    except StoreError as error:
        return CheckLine(False, str(error))
    return CheckLine(True, f"{settings.directory}: writable")


def _mail(settings: Settings) -> CheckLine:
    if settings.mail is None:
        return CheckLine(True, f"no [mail]: letters are written to {settings.outbox_folder}")
    try:
        return CheckLine(True, f"mail: {probe(settings.mail)}")
    except MailError as error:
        return CheckLine(False, f"mail: {error}")


def _sources(settings: Settings) -> Iterator[CheckLine]:
    now = datetime.now(UTC)
    with Pool() as pool, Web(settings.fetch) as web:
        for source in (one for one in settings.source if one.enabled):
            yield _source(source, visit_safely(source, web=web, pool=pool, validators=None, now=now))


def _source(source: Source, visit: SourceVisit) -> CheckLine:
    if visit.outcome == "failed":
        detail = visit.visits[-1].detail if visit.visits else ""
        return CheckLine(False, f"{source.name}: {visit.reason} {detail} ({mask(source.url)})")
    return CheckLine(bool(visit.items), f"{source.name}: {len(visit.items)} items ({mask(source.url)})")


def _watches(settings: Settings) -> Iterator[CheckLine]:
    if not settings.history_file.exists():
        yield CheckLine(True, "no history yet; `marsad run` makes one")
        return
    with history.open_history(settings.history_file) as db:
        kept = {row["watch"]: row["articles"] for row in history.matching_scores(db)}
        stored = history.rows(db, "report_counts")[0]["articles"]
    for watch in settings.watch:
        yield CheckLine(True, f"watch {watch.name}: its threshold keeps {kept.get(watch.name, 0)} of {stored} stored")


def send_test(settings: Settings, now: datetime) -> Iterator[str]:
    """Send, or write, one test letter to each address an alert is for; yield what became of each."""
    for recipient in dict.fromkeys(address for rule in settings.alert for address in rule.to):
        yield f"{recipient}: {_test(settings, recipient, now)}"
    if not settings.alert:
        yield "no [[alert]] names anybody to write to"


def _test(settings: Settings, recipient: str, now: datetime) -> str:
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
        return f"written to {write_eml(settings.outbox_folder, letter.letter_id, letter.message)}"
    delivery = send(letter.message, sender=sender, recipient=recipient, mail=settings.mail, before_dot=lambda: None)
    return f"{delivery.state} {delivery.error}".strip()
