"""A web for tests: the real one, with a configuration over loopback and limits that a test can wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from news.fetching.dialer import Resolve
from news.fetching.request import Limits, Request
from news.fetching.web import Web
from tests.faults.server import FaultServer


@dataclass(frozen=True, kw_only=True)
class Network:
    """What [fetch] says in a test."""

    contact: str = "desk@example.org"
    per_host_pause: float = 0.0
    allow_hosts: tuple[str, ...] = ()
    proxy: str = ""
    ca_file: str = ""


# a second try at once, and time enough for a loaded machine
PATIENT = Limits(retry_pause=0.01)
# for servers that never come to an end
HASTY = replace(
    PATIENT,
    bounds={kind: replace(one, seconds=0.6, size=1 << 20) for kind, one in PATIENT.bounds.items()},
    connect=0.4,
    read=0.4,
)


def a_network(*servers: FaultServer, **changes: object) -> Network:
    """Return a configuration that excepts these servers."""
    return replace(Network(allow_hosts=tuple(one.host for one in servers)), **changes)


def a_request(url: str, **changes: object) -> Request:
    return replace(Request(url=url, source="s"), **changes)


def pointing(addresses: Sequence[str]) -> Resolve:
    """Return a resolver that knows one answer."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


__all__ = ["HASTY", "PATIENT", "Network", "Web", "a_network", "a_request", "pointing"]
