"""Foreign words on their way to people: nothing in them steers a terminal, a mail header or a line's direction."""

from __future__ import annotations

import re
import unicodedata

# ZWNJ and ZWJ join letters in Arabic and Persian; every other format character only hides or turns text.
_JOINERS = "\u200c\u200d"
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
SUBJECT_CHARS = 150


def plain(text: str) -> str:
    """Return one line without control, format and separator characters or lone surrogates."""
    kept = (" " if unicodedata.category(c) in ("Zl", "Zp") or c in "\n\r\t\v\f\x85" else c for c in text)
    joined = "".join(c for c in kept if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join(joined.split())


def header(text: str) -> str:
    """Return text fit for a mail header: at most 150 characters, and nothing that decodes into a second header.

    `=?` begins an encoded word (RFC 2047); some Pythons decode one found in a title into lines of its own.
    """
    return plain(text).replace("=?", "= ?")[:SUBJECT_CHARS].rstrip()


def isolate(text: str) -> str:
    """Return text between FSI and PDI (Unicode UAX #9), so that its direction stays its own."""
    return f"\u2068{plain(text)}\u2069"


def is_rtl(text: str) -> bool:
    """Say whether most letters of a text are written right to left."""
    return len(_RTL.findall(text)) > len(_LTR.findall(text))
