from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from desk.mail import Timeouts
from flows.deliver import ATTEMPTS, PAUSES, PER_HOUR, deliver, deliver_unless_busy
from flows.lock import AlreadyRunning
from news.configuring.settings import Settings, load_settings
from storage import alerts
from storage.publish import publish
from storage.store import open_store, transaction
from tests.conftest import NOW
from tests.desk.smtp import DROP, HANG, FakeServer, fake_server
from tests.flows.conftest import query

SHORT = Timeouts(connect=2, reply=0.3, accept=0.3, quit=0.3, session=5)
Make = Callable[..., Settings]


@pytest.fixture
def desk(tmp_path: Path) -> Make:
    """Make a workspace whose letters go to a server, or without one into files."""

    def make(server: FakeServer | None = None) -> Settings:
        port = server.port if server else 0
        mail = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "m@example.org"\n'
        (tmp_path / "example.txt").write_text("word", encoding="utf-8")
        (tmp_path / "marsad.toml").write_text(
            (mail if server else "") + '[[watch]]\nname = "w"\nexamples = ["example.txt"]\n'
            '[[source]]\nname = "S"\nurl = "http://example.org/feed"\n',
            encoding="utf-8",
        )
        return load_settings(tmp_path / "marsad.toml")

    return make


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as one:
        yield one


def leave(
    settings: Settings,
    *names: str,
    to: str = "a@example.org",
    rule: str = "r",
    at: datetime = NOW,
    sender: str = "m@example.org",
) -> None:
    """Leave letters to be delivered, as a run does."""
    settings.directory.mkdir(exist_ok=True)
    with open_store(settings.store_file) as db, transaction(db):
        alert = {"watch": "", "raised_at": at, "title": "t", "evidence": {}, "run_id": "1", "rule": rule}
        alerts.add_alerts(db, [{"alert_id": f"alert-{name}", **alert} for name in names])
        alerts.add_letters(db, [_row(name, to, at, sender) for name in names])


def _row(name: str, to: str, at: datetime, sender: str) -> dict[str, object]:
    return {
        "letter_id": name,
        "alert_ids": [f"alert-{name}"],
        "recipient": to,
        "state": "pending",
        "message_id": f"<{name}@example.org>",
        "created_at": at,
        "message": f"From: Marsad <{sender}>\r\nMessage-ID: <{name}@example.org>\r\n\r\n{name}\r\n".encode(),
    }


def send_at(settings: Settings, minutes: float, **options: bool) -> dict[str, int]:
    moment = NOW + timedelta(minutes=minutes)
    return dict(deliver(settings, now=lambda: moment, timeouts=SHORT, **options))


def arrived(server: FakeServer) -> list[str]:
    return [str(message_from_bytes(one)["Message-ID"]).strip("<>").partition("@")[0] for one in server.stored]


def state(settings: Settings, columns: str = "letter_id, state") -> list[tuple[object, ...]]:
    publish(settings.store_file, settings.history_file)
    return query(settings, f"SELECT {columns} FROM letters ORDER BY letter_id")


def test_letters_arrive_in_order_and_once(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    leave(settings, "1", "2", "3")
    assert send_at(settings, 0) == {"sent": 3}
    assert send_at(settings, 60) == {"sent": 3}
    assert arrived(server) == ["1", "2", "3"]
    assert state(settings, "attempts, sent_at, last_error") == [(1, NOW, "")] * 3


def test_an_outage_of_hours_is_asked_ever_more_seldom_and_loses_and_turns_round_nothing(
    desk: Make, server: FakeServer
) -> None:
    settings = desk(server)
    server.replies["banner"] = b"421 down\r\n"
    leave(settings, "1", "2")
    for minute in (0, 0.5, 1, 5.9, 6, 20, 21, 80, 81, 120):
        send_at(settings, minute)
    assert server.visits == 5  # 0, 1, 6, 21 and 81 minutes: after 1, 5, 15 minutes, then hourly
    assert state(settings) == [("1", "pending"), ("2", "pending")]
    assert state(settings, "last_error")[1] == ("session: SMTPConnectError: (421, b'down')",)
    leave(settings, "3", at=NOW + timedelta(minutes=130))
    server.replies["banner"] = b"220 back\r\n"
    assert send_at(settings, 131) == {"pending": 3}, "a new letter overtakes none that waits"
    assert send_at(settings, 141) == {"sent": 3}
    assert arrived(server) == ["1", "2", "3"]


def test_what_waits_can_be_sent_at_once(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    server.replies["banner"] = HANG
    leave(settings, "1")
    send_at(settings, 0)
    server.replies["banner"] = b"220 back\r\n"
    assert send_at(settings, 0.5) == {"pending": 1}
    assert send_at(settings, 0.5, at_once=True) == {"sent": 1}


def test_a_server_that_is_down_is_asked_once_for_all_letters(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    server.replies["banner"] = HANG
    leave(settings, *"123456789")
    assert send_at(settings, 0) == {"pending": 9}
    assert server.visits == 1
    assert set(state(settings, "attempts, next_try_at")) == {(1, NOW + timedelta(minutes=1))}


def test_a_letter_that_nobody_takes_for_three_days_is_given_up_and_shown(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    server.replies["RCPT"] = b"450 later\r\n"
    leave(settings, "1")
    assert sum(PAUSES, PAUSES[-1] * (ATTEMPTS - 1 - len(PAUSES))) > timedelta(days=2.9)
    with open_store(settings.store_file) as db, transaction(db):
        alerts.set_letter(db, "1", state="pending", attempts=ATTEMPTS - 2, next_try_at=NOW)
    assert send_at(settings, 0) == {"pending": 1}
    assert send_at(settings, 60) == {"failed": 1}
    assert state(settings, "state, attempts, last_error") == [("failed", ATTEMPTS, "450 later")]


def test_a_refused_letter_is_not_tried_again_and_stops_no_other(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    leave(settings, "1", to="nobody@example.org")
    server.replies["RCPT"] = b"550 no such user\r\n"
    assert send_at(settings, 0) == {"failed": 1}
    server.replies["RCPT"] = b"250 ok\r\n"
    leave(settings, "2")
    assert send_at(settings, 100) == {"failed": 1, "sent": 1}
    assert arrived(server) == ["2"]
    assert state(settings, "last_error") == [("550 no such user",), ("",)]


def test_a_reader_who_is_asked_to_wait_delays_no_other_reader(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    leave(settings, "1")
    server.replies["RCPT"] = b"450 greylisted\r\n"
    send_at(settings, 0)
    server.replies["RCPT"] = b"250 ok\r\n"
    leave(settings, "2", to="b@example.org")
    assert send_at(settings, 0.5) == {"pending": 1, "sent": 1}
    assert send_at(settings, 2) == {"sent": 2}
    assert arrived(server) == ["2", "1"]


@pytest.mark.parametrize("fault", [HANG, DROP])
def test_a_letter_whose_fate_is_unknown_is_shown_and_never_sent_again(
    desk: Make, server: FakeServer, fault: bytes
) -> None:
    settings = desk(server)
    server.replies["dot"] = fault
    leave(settings, "1", "2")
    assert send_at(settings, 0) == {"pending": 1, "unknown": 1}
    server.replies["dot"] = b"250 ok\r\n"
    assert send_at(settings, 300) == {"sent": 1, "unknown": 1}
    assert arrived(server).count("1") == (1 if fault == HANG else 0)
    assert state(settings, "sent_at IS NULL, last_error <> ''")[0] == (True, True)


def test_a_letter_whose_sender_died_before_the_message_is_sent(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    leave(settings, "1")
    with open_store(settings.store_file) as db, transaction(db):
        alerts.set_letter(db, "1", state="sending", attempts=1)
    assert send_at(settings, 0) == {"sent": 1}


def test_a_storm_of_one_rule_is_spread_over_hours_and_holds_up_no_other_rule(
    desk: Make, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PER_HOUR == 20
    monkeypatch.setattr("flows.deliver.PER_HOUR", 3)
    settings = desk(server)
    leave(settings, *"1234567", rule="stormy")
    leave(settings, "8", rule="calm", at=NOW + timedelta(seconds=1))
    leave(settings, "9", rule="stormy", to="b@example.org", at=NOW + timedelta(seconds=1))
    assert send_at(settings, 1) == {"pending": 4, "sent": 5}
    assert send_at(settings, 30) == {"pending": 4, "sent": 5}
    assert send_at(settings, 62) == {"pending": 1, "sent": 8}
    assert send_at(settings, 123) == {"sent": 9}
    assert arrived(server) == [*"12389", *"4567"]


def test_two_deliveries_at_once_send_each_letter_once(desk: Make, server: FakeServer) -> None:
    settings = desk(server)
    server.replies["QUIT"] = HANG  # keeps the first at work for a while
    leave(settings, "1", "2")
    first = threading.Thread(target=send_at, args=(settings, 0))
    first.start()
    while not server.visits:
        server.ended.wait(0.01)
    with pytest.raises(AlreadyRunning):
        send_at(settings, 0)
    assert deliver_unless_busy(settings, now=lambda: NOW) == {}
    first.join()
    server.replies["QUIT"] = b"221 bye\r\n"
    send_at(settings, 100)
    assert sorted(arrived(server)) == ["1", "2"]


def test_without_a_mail_server_letters_are_files_all_of_them_and_final(desk: Make) -> None:
    settings = desk()
    names = [f"{number:02}" for number in range(PER_HOUR + 5)]
    leave(settings, *names)
    assert send_at(settings, 0) == {"written": PER_HOUR + 5}
    files = sorted(settings.outbox_folder.iterdir())
    assert [path.name for path in files] == [f"{name}.eml" for name in names]
    assert message_from_bytes(files[0].read_bytes())["Message-ID"] == "<00@example.org>"
    files[0].unlink()
    send_at(settings, 100)
    assert not files[0].exists()


def test_a_password_that_is_wrong_is_tried_once_a_delivery_and_the_letters_are_kept(
    desk: Make, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARSAD_SMTP_PASSWORD", "wrong")
    server.replies |= {"EHLO": b"250-fake\r\n250 AUTH PLAIN\r\n", "AUTH": b"535 no\r\n"}
    settings = desk(server)
    assert settings.mail is not None
    settings = settings.model_copy(update={"mail": settings.mail.model_copy(update={"username": "desk"})})
    leave(settings, "1", "2", "3")
    assert send_at(settings, 0) == {"pending": 3}
    assert sum(line.startswith("AUTH") for line in server.lines) == 1
    server.replies["AUTH"] = b"235 welcome\r\n"
    assert send_at(settings, 1) == {"sent": 3}


def test_an_outbox_that_cannot_be_written_to_keeps_the_letters_and_ends_no_run(desk: Make) -> None:
    settings = desk()
    leave(settings, "1", "2")
    settings.outbox_folder.write_text("a file where the folder should be", encoding="utf-8")
    assert send_at(settings, 0) == {"pending": 2}
    assert state(settings, "attempts, last_error") == [(1, f"{settings.outbox_folder}: File exists")] * 2
    settings.outbox_folder.unlink()
    assert send_at(settings, 1) == {"written": 2}
    assert sorted(path.name for path in settings.outbox_folder.iterdir()) == ["1.eml", "2.eml"]


def test_a_letter_left_by_a_run_without_a_mail_server_is_sent_by_who_the_configuration_now_names(
    desk: Make, server: FakeServer
) -> None:
    settings = desk(server)
    leave(settings, "1", sender="marsad@localhost.invalid")
    assert send_at(settings, 0) == {"sent": 1}
    assert "mail FROM:<m@example.org>" in server.lines
    message = message_from_bytes(server.stored[0])
    assert (message["From"], message["Message-ID"]) == ("Marsad <m@example.org>", "<1@example.org>")
    assert state(settings, "letter_id, message_id") == [("1", "<1@example.org>")]
