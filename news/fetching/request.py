"""Requests: what to fetch for whom, and what it may take."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal, Protocol
from urllib.parse import unquote, urlsplit, urlunsplit

from news.fetching.robots import MAX_BYTES, PRODUCT
from news.model import Validators

Kind = Literal["feed", "page", "robots", "api"]


class FetchSettings(Protocol):
    """What the configuration says of the network."""

    @property
    def contact(self) -> str: ...  # noqa: D102
    @property
    def per_host_pause(self) -> float: ...  # noqa: D102
    @property
    def allow_hosts(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def proxy(self) -> str: ...  # noqa: D102
    @property
    def ca_file(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One URL to fetch for a source. `headers` are for its origin only: a redirect elsewhere does not carry them."""

    url: str
    source: str
    kind: Kind = "page"
    validators: Validators | None = None
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """What one URL may take: seconds in all, redirects included; bytes of the inflated body, of a sitemap's; redirects."""

    seconds: float
    size: int
    sitemap_size: int = 0
    redirects: int = 8


def default_bounds() -> Mapping[Kind, Bounds]:
    """Return the bounds of FAULTS §4; RFC 9309 §2.3.1.2 wants five redirects for robots.txt.

    MediaWiki's API gives 8 MB at most ($wgAPIMaxResultSize), written without the escapes that JSON may add.
    """
    return {
        "feed": Bounds(seconds=60.0, size=20 << 20, sitemap_size=50 << 20),
        "page": Bounds(seconds=30.0, size=5 << 20),
        "robots": Bounds(seconds=15.0, size=MAX_BYTES, redirects=5),
        "api": Bounds(seconds=60.0, size=16 << 20),
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What requests may take; times in seconds."""

    bounds: Mapping[Kind, Bounds] = field(default_factory=default_bounds)
    connect: float = 5.0
    read: float = 10.0
    head_size: int = 64 << 10
    retry_pause: float = 1.0


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of a URL: whom its secrets and its robots.txt are for (RFC 6454)."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def own_headers(request: Request) -> tuple[str, Mapping[str, str]]:
    """Return the URL without user information, and the headers for its origin: the user's as Basic (RFC 7617).

    Only who wrote the configuration may put user information into an address, so only a feed's is taken.
    """
    if request.kind != "feed" or "@" not in request.url:
        return request.url, request.headers
    parts = urlsplit(request.url)
    user, found, host = parts.netloc.rpartition("@")
    if not found:
        return request.url, request.headers
    name, _, password = user.partition(":")
    token = b64encode(f"{unquote(name)}:{unquote(password)}".encode()).decode("ascii")
    return urlunsplit(parts._replace(netloc=host)), {**request.headers, "Authorization": f"Basic {token}"}


def usual_headers(contact: str) -> dict[str, str]:
    """Return what every request says: who asks and how to reach them, and that gzip is all we take."""
    who = f" (+mailto:{contact})" if contact else ""
    return {"User-Agent": f"{PRODUCT}/{version('marsad')}{who}", "Accept-Encoding": "gzip", "Accept": "*/*"}


def conditions(validators: Validators | None) -> dict[str, str]:
    """Return the headers that ask for a reply only if it changed (RFC 9110 §13.1)."""
    told = validators or Validators()
    asked = {"If-None-Match": told.etag, "If-Modified-Since": told.last_modified}
    return {name: value for name, value in asked.items() if value}
