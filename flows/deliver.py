"""Deliver: letters leave, each step of each in a commit of its own, under a lock of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from desk.mail import TIMEOUTS, Delivery, Timeouts, send, with_sender, write_eml
from flows.lock import AlreadyRunning, exclusive
from news.configuring.settings import Mail, Settings
from storage import alerts
from storage.alerts import DueLetter
from storage.runs import bump_publication
from storage.store import open_store, transaction

logger = logging.getLogger(__name__)

# 1, 5, 15 minutes, then hourly, for three days: a mail server that is down is usually back within one.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
ATTEMPTS = 75
# More letters of one rule nobody reads within an hour; the rest waits. Files are for the taking.
PER_HOUR = 20


def deliver(
    settings: Settings, *, now: Callable[[], datetime], at_once: bool = False, timeouts: Timeouts = TIMEOUTS
) -> Mapping[str, int]:
    """Deliver what is due, or with `at_once` all that waits; return how many letters stand in each state afterwards.

    Raises AlreadyRunning when another process is delivering: what is due is in its hands.
    """
    with exclusive(settings.directory / "delivery.lock", now()):
        started = now()
        with open_store(settings.store_file) as db:
            due = alerts.due_letters(
                db,
                started,
                until=started + PAUSES[-1] if at_once else started,
                per_hour=PER_HOUR if settings.mail else None,
            )
        _deliver(settings, due, now, timeouts)
        with open_store(settings.store_file) as db:
            return alerts.letter_states(db)


def deliver_unless_busy(settings: Settings, *, now: Callable[[], datetime]) -> Mapping[str, int]:
    """Deliver what is due, or leave it to the process that is delivering."""
    try:
        return deliver(settings, now=now)
    except AlreadyRunning as other:
        logger.info("letters are being delivered by another process: %s", other)
        return {}


def _deliver(settings: Settings, due: Sequence[DueLetter], now: Callable[[], datetime], timeouts: Timeouts) -> None:
    """Deliver letter by letter; when the server is down, or the outbox, the rest waits without being tried."""
    for position, letter in enumerate(due):
        delivery = _deliver_one(settings, letter, now, timeouts)
        if delivery.server_down:
            rest = due[position + 1 :]
            logger.warning("no letter can be delivered: %s (%d more wait)", delivery.error, len(rest))
            _step(settings, rest, Delivery(state="pending", error=delivery.error), now(), tried=1)
            return


def _deliver_one(settings: Settings, letter: DueLetter, now: Callable[[], datetime], timeouts: Timeouts) -> Delivery:
    if settings.mail is None:
        delivery = _write(settings, letter)
        _step(settings, [letter], delivery, now(), tried=1)
        return delivery
    _step(settings, [letter], Delivery(state="sending"), now(), tried=1)
    delivery = _send(settings, settings.mail, letter, now, timeouts)
    _step(settings, [letter], delivery, now(), tried=1)
    return delivery


def _write(settings: Settings, letter: DueLetter) -> Delivery:
    try:
        write_eml(settings.outbox_folder, letter.letter_id, letter.message)
    except OSError as error:  # the folder's fault, not the letter's: it and the others wait, as for a mail server
        return Delivery(state="pending", error=f"{settings.outbox_folder}: {error.strerror}", server_down=True)
    return Delivery(state="written")


def _send(
    settings: Settings, mail: Mail, letter: DueLetter, now: Callable[[], datetime], timeouts: Timeouts
) -> Delivery:
    def before_dot() -> None:
        # From here on only the server knows (RFC 1047). If we die now, the letter is shown as unknown, not repeated.
        lost = Delivery(state="unknown", error="no answer to the end of the message")
        _step(settings, [letter], lost, now(), tried=1)

    return send(
        with_sender(letter.message, mail.sender),
        sender=mail.sender,
        recipient=letter.recipient,
        mail=mail,
        before_dot=before_dot,
        timeouts=timeouts,
    )


def _step(
    settings: Settings, letters: Sequence[DueLetter], delivery: Delivery, now: datetime, *, tried: int = 0
) -> None:
    """Record in one commit where letters stand; `tried` is 1 when this try counts."""
    with open_store(settings.store_file) as db, transaction(db):
        for letter in letters:
            attempts = letter.attempts + tried
            state = "failed" if delivery.state == "pending" and attempts >= ATTEMPTS else delivery.state
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
