"""Mail servers on loopback: one that does to the client what a test says, and aiosmtpd with TLS and passwords."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import free_port

HANG, DROP, DRIP = b"hang", b"drop", b"drip"
GOOD = {
    "banner": b"220 fake ESMTP\r\n",
    "EHLO": b"250-fake\r\n250 SIZE 10000000\r\n",
    "HELO": b"250 fake\r\n",
    "MAIL": b"250 ok\r\n",
    "RCPT": b"250 ok\r\n",
    "DATA": b"354 go on\r\n",
    "dot": b"250 taken\r\n",
    "QUIT": b"221 bye\r\n",
    "NOOP": b"250 ok\r\n",
}


@dataclass(kw_only=True)
class Account:
    """What [mail] says; passwords come from the environment."""

    host: str = "127.0.0.1"
    port: int
    security: str = "none"
    username: str = ""
    password_env: str = "MARSAD_SMTP_PASSWORD"


class FakeServer:
    """An SMTP server over a plain socket; `replies` maps a stage to bytes, HANG, DROP or DRIP."""

    def __init__(self, **replies: bytes) -> None:
        self.replies = {**GOOD, **replies}
        self.lines: list[str] = []
        self.stored: list[bytes] = []
        self.visits = 0
        self.ended = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.account = Account(port=self.port)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.ended.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while not self.ended.is_set():
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            with client, client.makefile("rb") as stream:
                try:
                    self._talk(client, stream)
                except OSError:
                    continue

    def _talk(self, client: socket.socket, stream: Iterator[bytes]) -> None:
        going = self._answer(client, "banner")
        while going and (line := next(stream, b"")):
            self.lines.append(line.decode("latin-1").rstrip())
            verb = line[:4].decode("latin-1").upper().strip()
            verb = "STARTTLS" if verb == "STAR" else verb
            going = self._answer(client, verb) and verb != "QUIT"
            if verb == "DATA" and self.replies["DATA"].startswith(b"354") and going:
                going = self._take(client, stream)

    def _take(self, client: socket.socket, stream: Iterator[bytes]) -> bool:
        lines = []
        while (line := next(stream, b"")) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if line and self.replies["dot"] != DROP:
            self.stored.append(b"".join(lines))
        return self._answer(client, "dot")

    def _answer(self, client: socket.socket, stage: str) -> bool:
        reply = self.replies.get(stage, b"502 what?\r\n")
        if reply == HANG:
            client.settimeout(20)
            client.recv(1)  # until the client has enough
        elif reply == DRIP:
            drip(client, self.ended)
        elif reply != DROP:
            client.sendall(reply)
        return reply not in (HANG, DROP, DRIP)


def drip(client: socket.socket, ended: threading.Event) -> None:
    for _ in range(400):
        client.sendall(b"2")
        if ended.wait(0.05):
            return


@contextmanager
def fake_server(**replies: bytes) -> Iterator[FakeServer]:
    server = FakeServer(**replies)
    yield server
    server.close()


class Inbox:
    """What aiosmtpd took, and whether it took it over TLS."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str, bytes, bool]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        assert isinstance(envelope.content, bytes)
        over_tls = session.ssl is not None
        self.letters.append((str(envelope.mail_from), envelope.rcpt_tos[0], envelope.content, over_tls))
        return "250 taken"

    def texts(self) -> list[str]:
        bodies = [message_from_bytes(content, policy=default).get_body(("plain",)) for *_, content, _ in self.letters]
        return [body.get_content() for body in bodies if body]


@dataclass(kw_only=True)
class Keys:
    """A certificate that vouches for itself."""

    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


def make_keys(folder: Path, names: Sequence[str] = ("localhost", "127.0.0.1"), *, days: int = 2) -> Keys:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    today = datetime.datetime.now(datetime.UTC)
    known_as = [x509.IPAddress(ipaddress.ip_address(n)) if n[0].isdigit() else x509.DNSName(n) for n in names]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=5))
        .not_valid_after(today + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(known_as), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    keys = Keys(certificate=folder / "cert.pem", key=folder / "key.pem")
    keys.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    keys.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return keys


def check_password(server: object, session: object, envelope: object, mechanism: str, given: object) -> AuthResult:
    assert isinstance(given, LoginPassword)
    return AuthResult(success=given == LoginPassword(b"desk", b"secret"), handled=False)


@contextmanager
def mail_server(
    keys: Keys | None = None, *, implicit_tls: bool = False, password: bool = False
) -> Iterator[tuple[Inbox, Account]]:
    inbox, port = Inbox(), free_port()
    options: dict[str, Any] = {"decode_data": False}
    if keys and not implicit_tls:
        options |= {"tls_context": keys.context(), "require_starttls": True}
    if password:
        options |= {"authenticator": check_password, "auth_required": True, "auth_require_tls": not implicit_tls}
    context = keys.context() if keys and implicit_tls else None
    controller = Controller(inbox, hostname="127.0.0.1", port=port, ssl_context=context, **options)
    controller.start()
    security = "tls" if implicit_tls else "starttls" if keys else "none"
    yield inbox, Account(port=port, security=security, username="desk" if password else "")
    controller.stop()
