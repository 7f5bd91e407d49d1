"""Mail: one letter over SMTP (RFC 5321) or into a file, and what became of it."""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from news.errors import NewsError

# Seconds to wait for each reply, and for the whole of one letter.
REPLY_SECONDS, LETTER_SECONDS = 60.0, 300.0
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
class Delivery:
    """Where a letter stands; `error` says why it is not sent."""

    state: State
    error: str = ""


def send(
    message: bytes, *, sender: str, recipient: str, mail: MailSettings, before_dot: Callable[[], None]
) -> Delivery:
    """Send one letter to one recipient and say what became of it.

    `before_dot` is called when the server waits for the message, before its first byte: after that only the server
    knows (RFC 1047), so whatever breaks the connection from there on is `unknown`. A 4xx reply or a connection that
    fails earlier is `pending`, a 5xx or a refused password is `failed`.
    """
    phase = ["connect"]
    try:
        with _session(mail) as server:
            phase[0] = "envelope"
            _expect(server.mail(sender), 250)
            _expect(server.rcpt(recipient), 250, 251)
            _expect(server.docmd("DATA"), 354)
            before_dot()
            phase[0] = "data"
            server.send(_dotted(message))
            _expect(server.getreply(), 250)
        return Delivery(state="sent")
    except smtplib.SMTPResponseException as refused:
        text = f"{refused.smtp_code} {_decoded(refused.smtp_error)}"
        return Delivery(state="pending" if 400 <= refused.smtp_code < 500 else "failed", error=text)
    except MailError as error:
        return Delivery(state="failed", error=str(error))
    except (smtplib.SMTPException, OSError) as error:
        state: State = "unknown" if phase[0] == "data" else "pending"
        return Delivery(state=state, error=f"{phase[0]}: {type(error).__name__}: {error}"[:300])


def _dotted(message: bytes) -> bytes:
    """Return the message with CRLF line ends, dots doubled (RFC 5321 §4.5.2), and the final dot."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    return re.sub(rb"(?m)^\.", b"..", lines).removesuffix(b"\r\n") + b"\r\n.\r\n"


def _expect(reply: tuple[int, bytes], *codes: int) -> None:
    if reply[0] not in codes:
        raise smtplib.SMTPResponseException(reply[0], reply[1])


def _decoded(text: bytes | str) -> str:
    return (text if isinstance(text, str) else text.decode("utf-8", "replace"))[:300]


@contextmanager
def _session(mail: MailSettings) -> Iterator[smtplib.SMTP]:
    """Connect, secure, log in; QUIT at the end, whose answer no longer matters."""
    server = _connect(mail)
    # smtplib bounds each read; a server that drips one byte at a time is bounded by this
    watchdog = threading.Timer(LETTER_SECONDS, _hang_up, [server])
    watchdog.start()
    try:
        _prepare(server, mail)
        yield server
        _quit(server)
    finally:
        watchdog.cancel()
        server.close()


def _connect(mail: MailSettings) -> smtplib.SMTP:
    if mail.security == "tls":
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=REPLY_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(mail.host, mail.port, timeout=REPLY_SECONDS)


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
        if refused.smtp_code < 500:
            raise
        raise MailError(f"{mail.host}: user name or password refused ({refused.smtp_code})") from refused
    except smtplib.SMTPNotSupportedError as error:
        raise MailError(f"{mail.host}: takes no password here ({error})") from error


def _quit(server: smtplib.SMTP) -> None:
    # the letter is sent: a server that hangs or drops now changes nothing
    if server.sock is not None:
        server.sock.settimeout(5)
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        return


def _hang_up(server: smtplib.SMTP) -> None:
    if server.sock is not None:
        server.sock.shutdown(socket.SHUT_RDWR)


def probe(mail: MailSettings) -> str:
    """Connect and log in as for a letter; return a line about it, or raise MailError with one."""
    try:
        with _session(mail) as server:
            code, _ = server.noop()
    except (smtplib.SMTPException, OSError) as error:
        raise MailError(f"{mail.host}:{mail.port}: {type(error).__name__}: {error}"[:300]) from error
    return f"{mail.host}:{mail.port} answers ({mail.security}, {code})"


def write_eml(folder: Path, letter_id: str, message: bytes) -> Path:
    """Write a letter as <letter_id>.eml, whole or not at all; writing it again changes nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{letter_id}.eml"
    temporary = folder / f".{letter_id}.tmp"
    with temporary.open("wb") as stream:
        stream.write(message)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.rename(target)
    return target
