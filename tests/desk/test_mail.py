from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desk.mail import Delivery, MailError, Timeouts, probe, send, with_sender, write_eml
from tests.conftest import free_port
from tests.desk.smtp import DRIP, DROP, HANG, Account, Keys, fake_server, mail_server, make_keys

MESSAGE = b"Subject: x\r\n\r\nfirst line\r\n.dot line\r\n..two dots\r\nlast line\r\n"
SHORT = Timeouts(connect=2, reply=0.3, accept=0.3, quit=0.3, session=2)
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # aiosmtpd does not see the TLS around it
# A fault must be told by the timeout under test and by no other, however slow the machine is.
PATIENT = Timeouts(connect=20, reply=20, accept=20, quit=20, session=60)


def post(account: Account, timeouts: Timeouts = PATIENT, message: bytes = MESSAGE) -> tuple[Delivery, list[str]]:
    calls: list[str] = []
    delivery = send(
        message,
        sender="marsad@example.org",
        recipient="desk@example.org",
        mail=account,
        before_dot=lambda: calls.append("dot"),
        timeouts=timeouts,
    )
    return delivery, calls


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keys:
    keys = make_keys(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(keys.certificate))
    monkeypatch.setenv("MARSAD_SMTP_PASSWORD", "secret")
    return keys


@pytest.mark.parametrize("implicit_tls", [False, True])
def test_a_letter_goes_over_tls_with_a_password(keys: Keys, implicit_tls: bool) -> None:
    with mail_server(keys, implicit_tls=implicit_tls, password=True) as (inbox, account):
        assert post(account) == (Delivery(state="sent"), ["dot"])
        assert "answers" in probe(account)
    assert inbox.letters == [("marsad@example.org", "desk@example.org", MESSAGE, not implicit_tls)]


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
def test_dots_and_line_ends_arrive_as_they_were(ends: str) -> None:
    with fake_server() as server:
        post(server.account, message=MESSAGE.replace(b"\r\n", ends.encode()))
    assert server.stored == [MESSAGE]


def test_a_server_that_is_not_there_leaves_the_letter_waiting() -> None:
    delivery, calls = post(Account(port=free_port()))
    assert (delivery.state, delivery.server_down, calls) == ("pending", True, [])


@pytest.mark.parametrize(
    ("stage", "reply", "state", "server_down"),
    [
        ("banner", b"421 too busy\r\n", "pending", True),
        ("banner", b"554 not here\r\n", "pending", True),
        ("MAIL", b"451 later\r\n", "pending", False),
        ("MAIL", b"421 closing\r\n", "pending", True),
        ("MAIL", b"530 must issue STARTTLS first\r\n", "pending", True),
        ("MAIL", b"550 not from you\r\n", "failed", False),
        ("RCPT", b"450 greylisted\r\n", "pending", False),
        ("RCPT", b"452 too many\r\n", "pending", False),
        ("RCPT", b"550 nobody\r\n", "failed", False),
        ("DATA", b"451 later\r\n", "pending", False),
        ("DATA", b"554 no\r\n", "failed", False),
        ("dot", b"451 later\r\n", "pending", False),
        ("dot", b"452 full\r\n", "pending", False),
        ("dot", b"421 closing\r\n", "pending", True),
        ("dot", b"552 too large\r\n", "failed", False),
        ("dot", b"554 spam\r\n", "failed", False),
    ],
)
def test_a_reply_decides_whether_a_letter_waits_or_failed(
    stage: str, reply: bytes, state: str, server_down: bool
) -> None:
    with fake_server(**{stage: reply}) as server:
        delivery, calls = post(server.account)
    assert (delivery.state, delivery.server_down) == (state, server_down)
    assert reply[:3].decode() in delivery.error
    assert bool(calls) == (stage == "dot")


@pytest.mark.parametrize("fault", [HANG, DROP])
@pytest.mark.parametrize("stage", ["banner", "EHLO", "MAIL", "RCPT", "DATA"])
def test_what_breaks_before_the_message_leaves_it_waiting(stage: str, fault: bytes) -> None:
    with fake_server(**{stage: fault}) as server:
        delivery, calls = post(server.account, SHORT)
    assert (delivery.state, delivery.server_down, calls, server.stored) == ("pending", True, [], [])


@pytest.mark.parametrize(
    "fault", [HANG, DROP, b"\xff\xfe\x00 what\r\n", b"250" + b"x" * 9000 + b"\r\n", b"354 again\r\n"]
)
def test_without_an_answer_to_the_message_its_fate_is_unknown(fault: bytes) -> None:
    with fake_server(dot=fault) as server:
        delivery, calls = post(server.account, SHORT)
    assert (delivery.state, delivery.server_down, calls) == ("unknown", True, ["dot"])
    assert delivery.error


@pytest.mark.parametrize("stage", ["banner", "EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("garbage", [b"\xff\xfe\x00\r\n", b"hello\r\n", b"2" * 9000 + b"\r\n", b"354\r\n"])
def test_a_server_that_speaks_no_smtp_leaves_the_letter_waiting(stage: str, garbage: bytes) -> None:
    if (stage, garbage) == ("DATA", b"354\r\n"):
        garbage = b"250\r\n"
    with fake_server(**{stage: garbage, "HELO": garbage}) as server:
        delivery, calls = post(server.account, SHORT)
    assert (delivery.state, calls) == ("pending", [])


@pytest.mark.parametrize("fault", [HANG, DROP, DRIP, b"500 no\r\n", b"\xff\r\n"])
def test_after_250_a_letter_is_sent_whatever_becomes_of_the_goodbye(fault: bytes) -> None:
    with fake_server(QUIT=fault) as server:
        delivery, _ = post(server.account, SHORT)
    assert (delivery.state, server.stored) == ("sent", [MESSAGE])


@pytest.mark.parametrize(("stage", "state"), [("banner", "pending"), ("RCPT", "pending"), ("dot", "unknown")])
def test_a_reply_that_drips_in_is_cut_by_the_deadline_of_the_whole(stage: str, state: str) -> None:
    with fake_server(**{stage: DRIP}) as server:
        started = time.monotonic()
        delivery, _ = post(server.account, replace(PATIENT, session=0.5))
        assert time.monotonic() - started < 15
    assert delivery.state == state


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_handshake_that_drips_in_is_cut_by_the_deadline_of_the_whole(security: str) -> None:
    with fake_server(
        banner=DRIP if security == "tls" else b"220 fake\r\n",
        EHLO=b"250-fake\r\n250 STARTTLS\r\n",
        STARTTLS=b"220 go\r\n\x16\x03\x03\x40\x00\x02",  # the head of a record of 16 kB that never comes
    ) as server:
        delivery, _ = post(replace(server.account, security=security), replace(PATIENT, session=0.5))
    assert delivery.state == "pending"


@pytest.mark.parametrize(
    "replies",
    [
        {},
        {"EHLO": b"250-fake\r\n250 STARTTLS\r\n", "STARTTLS": b"454 no TLS today\r\n"},
        {"EHLO": b"250-fake\r\n250 STARTTLS\r\n", "STARTTLS": b"500 what?\r\n"},
        {"EHLO": b"250-fake\r\n250 STARTTLS\r\n", "STARTTLS": b"220 go\r\n250 injected\r\n250 injected\r\n"},
        {"EHLO": b"500 what?\r\n"},
    ],
    ids=["stripped", "refused now", "refused", "replies injected", "no extensions"],
)
def test_without_the_tls_that_is_asked_for_nothing_is_sent_in_clear(keys: Keys, replies: dict[str, bytes]) -> None:
    with fake_server(**replies) as server:
        delivery, calls = post(replace(server.account, security="starttls", username="desk"), SHORT)
    assert (delivery.state, delivery.server_down, calls) == ("pending", True, [])
    assert {line.partition(" ")[0].upper() for line in server.lines if line.isascii() and line.isprintable()} <= {
        "EHLO",
        "HELO",
        "STARTTLS",
    }
    assert "ZGVzaw" not in " ".join(server.lines)


@pytest.mark.parametrize("fault", ["unknown issuer", "expired", "other name"])
@pytest.mark.parametrize("implicit_tls", [False, True])
def test_a_bad_certificate_is_refused(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, implicit_tls: bool
) -> None:
    if fault == "unknown issuer":
        monkeypatch.delenv("SSL_CERT_FILE")
    else:
        names = ("mail.example.org",) if fault == "other name" else ("localhost", "127.0.0.1")
        keys = make_keys(tmp_path, names, days=-1 if fault == "expired" else 2)
    with mail_server(keys, implicit_tls=implicit_tls, password=True) as (inbox, account):
        delivery, _ = post(account)
    assert (delivery.state, inbox.letters) == ("pending", [])
    assert "CERTIFICATE_VERIFY_FAILED" in delivery.error


AUTH = b"250-fake\r\n250 AUTH PLAIN LOGIN\r\n"


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        ({"EHLO": AUTH, "AUTH": b"535 no\r\n"}, "refused (535)"),
        ({"EHLO": AUTH, "AUTH": b"534 stronger please\r\n"}, "refused (534)"),
        ({"EHLO": AUTH, "AUTH": b"454 later\r\n"}, "later (454)"),
        ({"EHLO": b"250 fake\r\n"}, "takes no password"),
        ({"EHLO": b"250-fake\r\n250 AUTH GSSAPI\r\n"}, "No suitable"),
        ({"EHLO": b"250-fake\r\n250 AUTH CRAM-MD5\r\n", "AUTH": b"334 a\r\n"}, "cannot be sent"),
    ],
)
def test_a_login_that_fails_keeps_the_letter_and_tells_no_password(
    monkeypatch: pytest.MonkeyPatch, replies: dict[str, bytes], told: str
) -> None:
    monkeypatch.setenv("MARSAD_SMTP_PASSWORD", "open-sesame")
    with fake_server(**replies) as server:
        account = replace(server.account, username="desk")
        delivery, calls = post(account, SHORT)
        with pytest.raises(MailError) as probed:
            probe(account, SHORT)
    assert (delivery.state, delivery.server_down, calls) == ("pending", True, [])
    assert told in delivery.error
    assert "sesame" not in delivery.error + str(probed.value)


def test_a_password_that_is_not_set_or_beyond_ascii_is_told_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_server(EHLO=AUTH) as server:
        account = replace(server.account, username="desk")
        monkeypatch.delenv("MARSAD_SMTP_PASSWORD", raising=False)
        assert "MARSAD_SMTP_PASSWORD is not set" in post(account, SHORT)[0].error
        monkeypatch.setenv("MARSAD_SMTP_PASSWORD", "سر")
        assert "cannot be sent" in post(account, SHORT)[0].error


def test_an_address_beyond_ascii_fails_alone() -> None:
    with fake_server() as server:
        delivery = send(
            MESSAGE, sender="a@example.org", recipient="مكتب@example.org", mail=server.account, before_dot=lambda: None
        )
    assert (delivery.state, delivery.server_down) == ("failed", False)


def test_a_reply_cannot_steer_a_terminal() -> None:
    with fake_server(RCPT=b"550-\x1b[31mred\x07\r\n550 \xe2\x80\xaeturned\r\n") as server:
        delivery, _ = post(server.account)
    assert delivery.error == "550 [31mred turned"


@pytest.mark.parametrize("reply", [b"421 no\r\n", HANG, b"hello\r\n"])
def test_a_probe_tells_in_one_line_what_is_wrong(reply: bytes) -> None:
    with fake_server(banner=reply) as server, pytest.raises(MailError) as told:
        probe(server.account, SHORT)
    assert str(server.port) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_letter_in_a_file_is_whole_and_writing_it_again_changes_nothing(tmp_path: Path) -> None:
    first = write_eml(tmp_path / "outbox", "abc", MESSAGE)
    assert write_eml(tmp_path / "outbox", "abc", MESSAGE) == first
    assert [(path.name, path.read_bytes()) for path in first.parent.iterdir()] == [("abc.eml", MESSAGE)]


def test_a_letter_that_does_not_fit_the_disk_leaves_no_torn_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_eml(tmp_path, "abc", MESSAGE)
    assert list(tmp_path.glob("*.eml")) == []


def test_the_server_is_asked_for_nothing_that_a_plain_one_lacks() -> None:
    with fake_server(EHLO=b"502 what?\r\n") as server:
        assert post(server.account)[0].state == "sent"
    assert [line.partition(" ")[0].upper() for line in server.lines][:3] == ["EHLO", "HELO", "MAIL"]
    assert not any("8BITMIME" in line or "SMTPUTF8" in line for line in server.lines)


def test_a_new_sender_takes_the_place_of_the_old_one_in_the_head_alone() -> None:
    old = b"Subject: a\r\n From: kept\r\nfrom: Marsad\r\n <old@example.org>\r\nTo: b\r\n\r\nFrom: kept, too\r\n"
    new = b"Subject: a\r\n From: kept\r\nFrom: Marsad <new@example.org>\r\nTo: b\r\n\r\nFrom: kept, too\r\n"
    assert with_sender(old, "new@example.org") == new
    assert with_sender(new, "new@example.org") == new
