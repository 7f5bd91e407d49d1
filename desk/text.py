"""Foreign words on their way to people: nothing in them steers a terminal, a mail header or a line's direction."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# ZWNJ and ZWJ join letters in Arabic and Persian; every other format character only hides or turns text.
_JOINERS = "\u200c\u200d"
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
SUBJECT_CHARS = 150
# No script stacks more marks on a letter; more of them climb over the lines above.
_MARKS = 8
LINK_CHARS = 2048


def plain(text: str) -> str:
    """Return one line without control, format and separator characters, lone surrogates and towers of marks."""
    kept: list[str] = []
    marks = 0
    for c in text:
        category = unicodedata.category(c)
        if category in ("Zl", "Zp") or c in "\n\r\t\v\f\x85":
            kept.append(" ")
        elif c in _JOINERS or category not in ("Cc", "Cf", "Cs", "Co"):
            marks = marks + 1 if category in ("Mn", "Me") else 0
            if marks <= _MARKS:
                kept.append(c)
    return " ".join("".join(kept).split()).strip(_JOINERS)


def clip(text: str, limit: int) -> str:
    """Return `plain` text of at most `limit` characters; what is longer ends between two graphemes, with an ellipsis."""
    line = plain(text[: limit * 8])
    if len(line) <= limit:
        return line
    end = limit - 1
    while end > 0 and not _is_boundary(line, end):
        end -= 1
    return line[:end].rstrip() + "…"


def _is_boundary(text: str, at: int) -> bool:
    """Say whether a grapheme may end before `at` (the rules of UAX #29 that need no table)."""
    before, after = text[at - 1], text[at]
    joins = unicodedata.category(after).startswith("M") or after in _JOINERS or before == "\u200d"
    follows = "\U0001f3fb" <= after <= "\U0001f3ff" or "\u1160" <= after <= "\u11ff"
    return not (joins or follows or (_is_flag(after) and _flags_before(text, at) % 2))


def _is_flag(c: str) -> bool:
    return "\U0001f1e6" <= c <= "\U0001f1ff"  # two of them are one flag


def _flags_before(text: str, at: int) -> int:
    start = at
    while start > 0 and _is_flag(text[start - 1]):
        start -= 1
    return at - start


def header(text: str) -> str:
    """Return text fit for a mail header: at most 150 characters, and nothing that decodes into a second header.

    `=?` begins an encoded word (RFC 2047); some Pythons decode one found in a title into lines of its own.
    """
    return clip(plain(text).replace("=?", "= ?"), SUBJECT_CHARS)


def isolate(text: str) -> str:
    """Return text between FSI and PDI (Unicode UAX #9), so that its direction stays its own."""
    return f"\u2068{plain(text)}\u2069"


def is_rtl(text: str) -> bool:
    """Say whether most letters of a text are written right to left."""
    return len(_RTL.findall(text)) > len(_LTR.findall(text))


def safe_link(url: str) -> str:
    """Return a web address that goes where it seems to go, or nothing.

    No user info, nothing invisible; a host that mixes scripts is shown in punycode (RFC 3492).
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        named = host.encode("idna").decode() if len(_scripts(host)) > 1 else host
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError too
        return ""
    is_fit = len(url) <= LINK_CHARS and url.isprintable() and not set(url) & set(' \\"<>') and "@" not in parts.netloc
    if parts.scheme not in ("http", "https") or not host or not is_fit:
        return ""
    return url if named == host else parts._replace(netloc=named + port).geturl()


def _scripts(host: str) -> set[str]:
    return {unicodedata.name(c, "?").partition(" ")[0] for c in host if c.isalpha()}
