"""Which addresses may be dialled: the public internet, and what the configuration excepts by name."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

# Global by the IANA registries but not places where news is published: relays into IPv4, 6to4 anycast (RFC 7526) and
# documentation (RFC 9637) that Python 3.11 does not know yet.
_NOT_NEWS = tuple(ip_network(net) for net in ("2001::/23", "2002::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24"))
# All of IPv6 that is allocated as global unicast (RFC 4291 §2.4, IANA): leaves out ::/96, 64:ff9b::/32, fec0::/10.
_GLOBAL_UNICAST = ip_network("2000::/3")
# Characters that parsers of addresses disagree on: what was checked would not be what is asked for.
_DISPUTED = re.compile(r"[\\\x00-\x1f\x7f\ud800-\udfff]")
# RFC 1123 §2.1, and the underscores that some names have all the same
_HOST = re.compile(r"(?=.{1,254}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,126}\.?", re.IGNORECASE)
_WEB_PORTS = {"http": 80, "https": 443}


class Blocked(ValueError):
    """A URL or address that is not fetched; `reason` is bad_url, blocked_scheme, blocked_port or blocked_address."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def is_public(address: str) -> bool:
    """Say whether an IP address is globally routable unicast, looking through IPv4-mapped ones."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _NOT_NEWS if net.version == ip.version)


def is_excepted(host: str, port: int, allowed: Sequence[str]) -> bool:
    """Say whether the configuration excepts a host: as "host" for ports 80 and 443, as "host:port" for that port."""
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" in allowed or (shown in allowed and port in _WEB_PORTS.values())


def check_url(url: str, allowed: Sequence[str]) -> None:
    """Raise Blocked for a URL that may not be asked for; its addresses are checked when they are dialled."""
    if _DISPUTED.search(url):
        raise Blocked("blocked_scheme", "a backslash or control character in the address")
    try:
        parts = urlsplit(url)
        port = parts.port if parts.port is not None else _WEB_PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Blocked("bad_url", str(error)[:100]) from error
    if parts.scheme not in _WEB_PORTS or not parts.hostname:
        raise Blocked("blocked_scheme", f"only http and https, not {parts.scheme[:20] or 'this'}")
    if "@" in parts.netloc:
        raise Blocked("blocked_scheme", "user information in the address")
    if parts.hostname.isascii() and ":" not in parts.hostname and not _HOST.fullmatch(parts.hostname):
        raise Blocked("bad_url", "no name of a host: its labels have 1 to 63 letters, digits, hyphens or underscores")
    _check_port(parts.hostname, port, allowed)
    literal = _literal(parts.hostname)
    if literal is not None:
        check_address(literal, parts.hostname, port, allowed)


def check_address(address: str, host: str, port: int, allowed: Sequence[str]) -> None:
    """Raise Blocked for an address and port that may not be dialled."""
    _check_port(host, port, allowed)
    if not is_public(address) and not is_excepted(host, port, allowed):
        raise Blocked("blocked_address", f"{host} is {address}, which is not public (see [fetch].allow_hosts)")


def _check_port(host: str, port: int, allowed: Sequence[str]) -> None:
    if port not in _WEB_PORTS.values() and not is_excepted(host, port, allowed):
        raise Blocked("blocked_port", f"port {port} (see [fetch].allow_hosts)")


def _literal(host: str) -> str | None:
    """Return the address that a host name is, in any spelling of the C library (127.1, 0x7f.1, 2130706433)."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    except (OSError, UnicodeError):  # a name
        return None
