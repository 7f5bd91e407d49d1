"""Deliver: letters leave, each step of each in a commit of its own, under a lock of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from desk.mail import Delivery, send, write_eml
from flows.lock import AlreadyRunning, exclusive
from news.settings import Mail, Settings
from storage import alerts
from storage.alerts import DueLetter
from storage.runs import bump_publication
from storage.store import open_store, transaction

logger = logging.getLogger(__name__)

# 1, 5, 15 minutes, then hourly, for three days: a mail server that is down is usually back within one.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
ATTEMPTS = 75


def deliver(settings: Settings, *, now: Callable[[], datetime]) -> Mapping[str, int]:
    """Deliver what is due; return how many letters stand in each state afterwards.

    Raises AlreadyRunning when another process is delivering: what is due is in its hands.
    """
    with exclusive(settings.directory / "delivery.lock", now()):
        with open_store(settings.store_file) as db:
            due = alerts.due_letters(db, now())
        for letter in due:
            _deliver_one(settings, letter, now)
        with open_store(settings.store_file) as db:
            return alerts.letter_states(db)


def deliver_unless_busy(settings: Settings, *, now: Callable[[], datetime]) -> Mapping[str, int]:
    """Deliver what is due, or leave it to the process that is delivering."""
    try:
        return deliver(settings, now=now)
    except AlreadyRunning as other:
        logger.info("letters are being delivered by another process: %s", other)
        return {}


def _deliver_one(settings: Settings, letter: DueLetter, now: Callable[[], datetime]) -> None:
    if settings.mail is None:
        write_eml(settings.outbox_folder, letter.letter_id, letter.message)
        _step(settings, letter, Delivery(state="written", error=""), letter.attempts, now())
        return
    attempts = letter.attempts + 1
    _step(settings, letter, Delivery(state="sending", error=""), attempts, now())
    delivery = _send(settings, settings.mail, letter, attempts, now)
    _step(settings, letter, delivery, attempts, now())


def _send(settings: Settings, mail: Mail, letter: DueLetter, attempts: int, now: Callable[[], datetime]) -> Delivery:
    def before_dot() -> None:
        # From here on only the server knows (RFC 1047). If we die now, the letter is shown as unknown, not repeated.
        lost = Delivery(state="unknown", error="no answer to the end of the message")
        _step(settings, letter, lost, attempts, now())

    return send(letter.message, sender=mail.sender, recipient=letter.recipient, mail=mail, before_dot=before_dot)


def _step(settings: Settings, letter: DueLetter, delivery: Delivery, attempts: int, now: datetime) -> None:
    state = "failed" if delivery.state == "pending" and attempts >= ATTEMPTS else delivery.state
    with open_store(settings.store_file) as db, transaction(db):
        alerts.set_letter(
            db,
            letter.letter_id,
            state=state,
            attempts=attempts,
            sent_at=now if state in ("sent", "written") else None,
            last_error=delivery.error,
            next_try_at=now + PAUSES[min(attempts, len(PAUSES)) - 1] if state == "pending" else None,
        )
        bump_publication(db)
