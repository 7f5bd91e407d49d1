"""Which addresses may be dialled: the public internet, and what the configuration excepts by name."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

# Global by the IANA registries but not places where news is published: relays into IPv4, and 6to4 anycast (RFC 7526).
_EMBEDDING = tuple(
    ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24")
)
_WEB_PORTS = {"http": 80, "https": 443}


class Blocked(ValueError):
    """A URL or address that is not fetched; `reason` is blocked_scheme, blocked_port or blocked_address."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def is_public(address: str) -> bool:
    """Say whether an IP address is globally routable unicast, looking through IPv4-mapped ones."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return (
        ip.is_global and not ip.is_multicast and not any(ip in net for net in _EMBEDDING if net.version == ip.version)
    )


def is_excepted(host: str, port: int, allowed: Sequence[str]) -> bool:
    """Say whether the configuration excepts a host: as "host" for ports 80 and 443, as "host:port" for that port."""
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" in allowed or (shown in allowed and port in _WEB_PORTS.values())


def check_url(url: str, allowed: Sequence[str]) -> None:
    """Raise Blocked for a URL that may not be asked for; its addresses are checked when they are dialled."""
    if "\\" in url:
        raise Blocked("blocked_scheme", "a backslash in the address")
    try:
        parts = urlsplit(url)
        port = parts.port or _WEB_PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Blocked("blocked_scheme", str(error)[:100]) from error
    if parts.scheme not in _WEB_PORTS or not parts.hostname:
        raise Blocked("blocked_scheme", f"only http and https, not {parts.scheme[:20] or 'this'}")
    if port not in _WEB_PORTS.values() and not is_excepted(parts.hostname, port, allowed):
        raise Blocked("blocked_port", f"port {port} (see [fetch].allow_hosts)")


def check_address(address: str, host: str, port: int, allowed: Sequence[str]) -> None:
    """Raise Blocked for an address that may not be dialled."""
    if not is_public(address) and not is_excepted(host, port, allowed):
        raise Blocked("blocked_address", f"{host} is {address}, which is not public (see [fetch].allow_hosts)")
