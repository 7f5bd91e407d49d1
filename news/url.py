"""Addresses: which two are the same page, and whose they are."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Parameters that say where a reader came from, never what they read. Unknown ones are kept: they may be the article.
TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|ito|cmpid|at_medium|at_campaign|ocid|ns_\w+|xtor|wt_mc)$",
    re.IGNORECASE,
)
# RFC 3986 §3.3: what may stand in a path unescaped
PATH_SAFE = "/:@!$&'()*+,;=-._~"


def url_key(url: str) -> str:
    """Return the identity of a URL: no scheme, `www.`, default port, fragment or tracking parameter.

    Percent-encoding and dot segments are normalised (RFC 3986 §6.2.2); raises ValueError for what is no http URL.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not an http address: {url[:100]!r}")
    host = _host(parts.hostname)
    port = parts.port
    if port is not None and port not in (80, 443):
        host = f"{host}:{port}"
    path = _path(parts.path)
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k))
    return host + path + ("?" + urlencode(kept) if kept else "")


def _host(hostname: str) -> str:
    name = hostname.rstrip(".").lower().removeprefix("www.")
    try:
        return name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError as error:
        raise ValueError(f"not a host name: {hostname[:100]!r}") from error


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(quote(unquote_to_bytes(segment), safe=PATH_SAFE))
    return "/" + "/".join(kept) if kept else "/"


def article_id(url: str) -> str:
    """Return the id of the article fetched from `url`: the same on any machine."""
    return "a" + hashlib.sha256(url_key(url).encode()).hexdigest()[:20]


def outlet_of(url: str, *, fallback: str) -> str:
    """Return the registrable domain of a URL (Public Suffix List), or `fallback` for an IP address or a bare host."""
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return _registrable(host) or fallback
    return fallback


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract  # brings an HTTP client that we never use: a quarter of a second

    # the list bundled with the library: no request, no file
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def _registrable(host: str) -> str:
    return _suffixes()(host).top_domain_under_public_suffix
