"""Addresses: which two are the same page, and whose they are."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, unquote_to_bytes, urlsplit

import idna

from news.tracking import says_nothing

if TYPE_CHECKING:
    from tldextract import TLDExtract

# WHATWG URL §4.4: what a browser drops from an address before it reads it, and what it takes for slashes.
_ENDS = "".join(map(chr, range(0x21)))
_DROPPED = re.compile(r"[\t\n\r]")
_OPENING = re.compile(r"(https?):[\\/]*", re.IGNORECASE)
_END_OF_PATH = re.compile(r"[?#]")
# WHATWG URL §3.5: no host has one of these
_NOT_IN_HOST = re.compile(r"[\x00-\x20#/:<>?@\[\\\]^|%\x7f]")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)
# RFC 3986 §3.3 and §3.4: what stands in a segment and in a query as it is. «/» in a segment is not: %2F parts nothing.
_SEGMENT_SAFE = ":@!$&'()*+,;=-._~"
_QUERY_SAFE = "/:@!$'()*,;?-._~"
_FRAGMENT_SAFE = "/:@!$&'()*+,;=?-._~"
# The host of a twin for telephones or AMP: the same path on the bare host is the same article.
_TWIN_HOSTS = ("www.", "m.", "mobile.", "amp.")
# Sessions kept in a path: Java servlets; ASP.NET without cookies, alone in its segment.
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^;]*", re.IGNORECASE)
_ASP_SESSION = re.compile(r"\((?:[0-9a-z]{24}|(?:[a-z]\([0-9a-z]{24}\)){1,5})\)", re.IGNORECASE)
# A segment that names one article: a number of five digits, or fifteen letters of a slug.
_NAMES_ARTICLE = re.compile(r"\d{5}|.{15}", re.DOTALL)


def url_key(url: str) -> str:
    """Return the identity of a URL: what docs/decisions/0006-url-identity.md says is the same page has the same key.

    Raises ValueError for what is no http address.
    """
    parts = urlsplit(_as_browsers_read(url))
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"not an http address: {url[:100]!r}")
    host = _host(parts.netloc)
    query, route = _query(parts.query), _route(parts.fragment)
    return host + _path(parts.path) + ("?" + query if query else "") + ("#" + route if route else "")


def _as_browsers_read(url: str) -> str:
    """Return an address with the slashes that a browser would see, and without user and password."""
    text = _DROPPED.sub("", url.strip(_ENDS))
    opening = _OPENING.match(text)
    if opening is None:
        return text
    end = _END_OF_PATH.search(text, opening.end())
    at = end.start() if end else len(text)
    authority, slash, path = text[opening.end() : at].replace("\\", "/").partition("/")
    return f"{opening[1].lower()}://{authority.rpartition('@')[2]}{slash}{path}{text[at:]}"


def _host(netloc: str) -> str:
    name, port = _split_port(netloc)
    if name.startswith("["):
        return f"[{_ipv6(name)}]{port}"
    host = unquote_to_bytes(name).decode("utf-8", "replace").rstrip(".")
    host = _ascii(host)
    if not host or _NOT_IN_HOST.search(host):
        raise ValueError(f"not a host: {name[:100]!r}")
    return (_ipv4(host) or _without_twin(host)) + port


def _split_port(netloc: str) -> tuple[str, str]:
    name, colon, port = netloc.rpartition(":")
    if not colon or netloc.endswith("]"):
        return netloc, ""
    if port and not (port.isascii() and port.isdigit() and int(port[-9:]) < 65536 and len(port.lstrip("0")) <= 5):
        raise ValueError(f"not a port: {port[:20]!r}")
    number = int(port or 0)
    return name, f":{number}" if port and number not in (80, 443) else ""


def _ascii(host: str) -> str:
    """Return a host name in small ASCII letters: IDNA 2008, or 2003 for what only that can write, like a snowman."""
    if host.isascii():
        return host.lower()
    plain = unicodedata.normalize("NFKC", host).lower().rstrip(".")
    try:
        return idna.encode(plain, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        try:
            return plain.encode("idna").decode("ascii").lower()
        except UnicodeError as error:
            raise ValueError(f"not a host name: {host[:100]!r}") from error


def _ipv6(name: str) -> str:
    try:
        return IPv6Address(name.removeprefix("[").removesuffix("]")).compressed
    except AddressValueError as error:
        raise ValueError(f"not an address: {name[:100]!r}") from error


def _ipv4(host: str) -> str:
    """Return an IPv4 address, however written (WHATWG URL §3.5), in four numbers; empty for a name."""
    labels = host.split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return ""
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        raise ValueError(f"not an address: {host[:100]!r}")
    numbers = [_number(label) for label in labels]
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise ValueError(f"not an address: {host[:100]!r}")
    return str(IPv4Address(numbers[-1] + sum(number << 8 * (3 - place) for place, number in enumerate(numbers[:-1]))))


def _number(label: str) -> int:
    digits = label[:40]  # longer ones are out of range or zeros
    if digits[:2].lower() == "0x":
        return int(digits[2:] or "0", 16)
    return int(digits, 8) if len(digits) > 1 and digits.startswith("0") else int(digits)


def _without_twin(host: str) -> str:
    for prefix in _TWIN_HOSTS:
        rest = host.removeprefix(prefix)
        # m.com and mobile.co.uk are sites of their own
        if rest != host and "." in rest and (prefix == "www." or _registrable(rest)):
            return _without_twin(rest)
    return host


def _path(path: str) -> str:
    segments = [segment for segment in _undotted(path.lstrip("/").split("/")) if segment]
    kept = _without_amp([segment for segment in segments if not _ASP_SESSION.fullmatch(segment)])
    return "/" + "/".join(quote(segment.encode("utf-8", "surrogateescape"), safe=_SEGMENT_SAFE) for segment in kept)


def _undotted(segments: list[str]) -> list[str]:
    """Return decoded segments without `.`, `..` and sessions (WHATWG URL §4.4, path state)."""
    kept: list[str] = []
    for raw in segments:
        segment = _PATH_SESSION.sub("", _decoded(raw))
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return kept


def _decoded(text: str) -> str:
    """Return percent-encoded text as letters in NFC; bytes that are no UTF-8 stay apart as lone surrogates."""
    decoded = unquote_to_bytes(text).decode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", decoded)


def _without_amp(segments: list[str]) -> list[str]:
    """Drop the mark of an AMP twin where the rest still names an article: .../slug/amp, /amp/.../slug, slug.amp.html."""
    if len(segments) > 1 and segments[-1].lower() == "amp" and _NAMES_ARTICLE.search(segments[-2]):
        return _without_amp(segments[:-1])
    if len(segments) > 1 and segments[0].lower() == "amp" and _NAMES_ARTICLE.search(segments[-1]):
        return _without_amp(segments[1:])
    if segments and _NAMES_ARTICLE.search(stem := re.sub(r"\.amp(?:\.html)?$", "", segments[-1])):
        return [*segments[:-1], stem + (".html" if segments[-1].endswith(".amp.html") else "")]
    return segments


def _query(query: str) -> str:
    """Return the parameters that may say what is read, sorted by name; equal names keep their order."""
    pairs = []
    for part in query.split("&"):
        name, _, value = part.replace("+", " ").partition("=")
        if part and not says_nothing(_decoded(name), _decoded(value)):
            pairs.append((_decoded(name), _decoded(value)))
    pairs.sort(key=lambda pair: pair[0])
    return "&".join("=".join(map(_quoted, pair)) for pair in pairs)


def _quoted(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogateescape"), safe=_QUERY_SAFE)


def _route(fragment: str) -> str:
    """Return a hash-bang route, which is what a page of one script shows; any other fragment is a place on the page."""
    if not fragment.startswith("!") or fragment == "!":
        return ""
    return quote(_decoded(fragment).encode("utf-8", "surrogateescape"), safe=_FRAGMENT_SAFE)


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
