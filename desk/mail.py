"""Mail: one letter over SMTP (RFC 5321) or into a file, and what became of it."""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Literal, Protocol

from desk.files import write_whole
from desk.text import plain
from news.errors import NewsError

# the field and its folded lines (RFC 5322 §2.2.3)
_FROM = re.compile(rb"^From:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", re.MULTILINE | re.IGNORECASE)

State = Literal["pending", "sending", "sent", "written", "failed", "unknown"]


class MailError(NewsError):
    """The mail server cannot be used as configured."""


class MailSettings(Protocol):
    """What the configuration says of the mail server."""

    @property
    def host(self) -> str: ...  # noqa: D102
    @property
    def port(self) -> int: ...  # noqa: D102
    @property
    def security(self) -> str: ...  # noqa: D102
    @property
    def username(self) -> str: ...  # noqa: D102
    @property
    def password_env(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection, each reply, the reply to a whole message, QUIT's, and for all of it together.

    RFC 5321 §4.5.3.2 allows a server ten minutes after the message; fewer make more letters `unknown`.
    """

    connect: float = 15
    reply: float = 60
    accept: float = 300
    quit: float = 5
    session: float = 600


TIMEOUTS = Timeouts()


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """Where a letter stands; `error` says why it is not sent, `server_down` that no other letter would fare better."""

    state: State
    error: str = ""
    server_down: bool = False


class _Refused(Exception):
    """The server's reply is not the one that lets a letter pass."""

    def __init__(self, code: int, text: bytes) -> None:
        super().__init__(f"{code} {plain(text.decode('utf-8', 'replace'))}"[:300])
        self.code = code


def send(
    message: bytes,
    *,
    sender: str,
    recipient: str,
    mail: MailSettings,
    before_dot: Callable[[], None],
    timeouts: Timeouts = TIMEOUTS,
) -> Delivery:
    """Send one letter to one recipient and say what became of it.

    `before_dot` is called when the server waits for the message, before its first byte: after that only the server
    knows (RFC 1047), so a connection that breaks or a reply that cannot be read from there on is `unknown`. What fails
    earlier is `pending`; a 4xx reply to the letter is `pending` too, a 5xx `failed`. A server that cannot be reached or
    used as configured says nothing about the letter: it stays `pending`.
    """
    phase = ["session"]
    try:
        with _session(mail, timeouts) as server:
            phase[0] = "envelope"
            _expect(server.mail(sender), 250)
            _expect(server.rcpt(recipient), 250, 251)
            _expect(server.docmd("DATA"), 354)
            before_dot()
            phase[0] = "data"
            _wait(server, timeouts.accept)
            server.send(_dotted(message))
            _expect(server.getreply(), 250)
        return Delivery(state="sent")
    except _Refused as refused:
        return _refusal(refused, phase[0])
    except MailError as error:
        return Delivery(state="pending", error=str(error), server_down=True)
    except UnicodeError:
        return Delivery(
            state="failed", error=f"{recipient}: an address beyond ASCII, which this channel does not carry"
        )
    except (smtplib.SMTPException, OSError) as error:
        state: State = "unknown" if phase[0] == "data" else "pending"
        return Delivery(state=state, error=_told(f"{phase[0]}: {type(error).__name__}: {error}"), server_down=True)


def _refusal(refused: _Refused, phase: str) -> Delivery:
    if 500 <= refused.code < 600 and refused.code != 530:
        return Delivery(state="failed", error=str(refused))
    # 421: the server goes away; 530: it wants TLS or a password first; no code at all: it does not speak SMTP
    is_about_letter = 400 <= refused.code < 500 and refused.code != 421
    is_unclear = phase == "data" and not 400 <= refused.code < 600
    return Delivery(state="unknown" if is_unclear else "pending", error=str(refused), server_down=not is_about_letter)


def _told(text: str) -> str:
    return plain(text)[:300]


def _dotted(message: bytes) -> bytes:
    """Return the message with CRLF line ends, dots doubled (RFC 5321 §4.5.2), and the final dot."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    return re.sub(rb"(?m)^\.", b"..", lines).removesuffix(b"\r\n") + b"\r\n.\r\n"


def _expect(reply: tuple[int, bytes], *codes: int) -> None:
    if reply[0] not in codes:
        raise _Refused(*reply)


def _wait(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


class _Client(smtplib.SMTP):
    """smtplib's client over a connection that is open already, through the hook that its SMTP_SSL uses."""

    def __init__(self, connection: socket.socket, mail: MailSettings, timeouts: Timeouts) -> None:
        self._connection = connection
        super().__init__(mail.host, mail.port, timeout=timeouts.reply)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._connection


@contextmanager
def _session(mail: MailSettings, timeouts: Timeouts) -> Iterator[smtplib.SMTP]:
    """Connect, secure, log in; QUIT at the end, whose answer no longer matters."""
    with (
        socket.create_connection((mail.host, mail.port), timeouts.connect) as connection,
        _deadline(connection, timeouts.session),
    ):
        connection.settimeout(timeouts.reply)
        server = _Client(_secured(connection, mail), mail, timeouts)
        try:
            _prepare(server, mail)
            yield server
            _quit(server, timeouts.quit)
        finally:
            server.close()


def _quit(server: smtplib.SMTP, seconds: float) -> None:
    # the letter is sent: a server that hangs now changes nothing, so one look for its answer is enough
    with suppress(smtplib.SMTPException, OSError):
        _wait(server, seconds)
        server.putcmd("QUIT")
        if server.sock is not None:
            server.sock.recv(512)


@contextmanager
def _deadline(connection: socket.socket, seconds: float) -> Iterator[None]:
    """Cut the connection after that time: a socket's own timeout starts anew with every byte that drips in."""
    # a second handle on the same connection, because TLS takes the first one over
    with connection.dup() as line:
        timer = threading.Timer(seconds, _cut, [line])
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):  # the other side was faster
        line.shutdown(socket.SHUT_RDWR)


def _secured(connection: socket.socket, mail: MailSettings) -> socket.socket:
    if mail.security != "tls":
        return connection
    return ssl.create_default_context().wrap_socket(connection, server_hostname=mail.host)


def _prepare(server: smtplib.SMTP, mail: MailSettings) -> None:
    server.ehlo_or_helo_if_needed()
    if mail.security == "starttls":
        if not server.has_extn("starttls"):
            raise MailError(f"{mail.host}:{mail.port} offers no STARTTLS; nothing was sent in clear ([mail].security)")
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    if mail.username:
        _log_in(server, mail)


def _log_in(server: smtplib.SMTP, mail: MailSettings) -> None:
    password = os.environ.get(mail.password_env)
    if password is None:
        raise MailError(f"[mail].password_env: the environment variable {mail.password_env} is not set")
    try:
        server.login(mail.username, password)
    except smtplib.SMTPAuthenticationError as refused:
        # a reply may repeat what it was asked: only its code is told
        told = "user name or password refused" if refused.smtp_code >= 500 else "asks to log in later"
        raise MailError(f"{mail.host}: {told} ({refused.smtp_code})") from refused
    except smtplib.SMTPNotSupportedError as error:
        raise MailError(f"{mail.host}: takes no password here ({error})") from error
    except ValueError as error:  # letters beyond ASCII, or a challenge that is no base64
        raise MailError(f"{mail.host}: user name and password cannot be sent to this server") from error


def probe(mail: MailSettings, timeouts: Timeouts = TIMEOUTS) -> str:
    """Connect and log in as for a letter; return a line about it, or raise MailError with one."""
    try:
        with _session(mail, timeouts) as server:
            code, _ = server.noop()
    except (smtplib.SMTPException, OSError) as error:
        raise MailError(_told(f"{mail.host}:{mail.port}: {type(error).__name__}: {error}")) from error
    return f"{mail.host}:{mail.port} answers ({mail.security}, {code})"


def mailbox(sender: str) -> str:
    """Return who every letter is from (RFC 5322 §3.4)."""
    return f"Marsad <{sender}>"


def with_sender(message: bytes, sender: str) -> bytes:
    """Return a letter from `sender`, all else as it was: the configuration may have changed since it was written."""
    head, end, body = message.partition(b"\r\n\r\n")
    line = EmailMessage(policy=SMTP)
    line["From"] = mailbox(sender)
    return _FROM.sub(lambda _: line.as_bytes().strip(), head, count=1) + end + body


def write_eml(folder: Path, letter_id: str, message: bytes) -> Path:
    """Write a letter as <letter_id>.eml, whole or not at all; writing it again changes nothing."""
    target = folder / f"{letter_id}.eml"
    write_whole(target, message)
    return target
