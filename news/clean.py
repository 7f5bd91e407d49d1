"""Foreign text made safe once, at the boundary: no control characters, no lone surrogates, no endless titles."""

from __future__ import annotations

import re

TITLE_CHARS, URL_CHARS, AUTHOR_CHARS = 500, 2048, 300
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# line separators other than newline, and bidirectional overrides, which a title never needs
_BREAKS = re.compile(r"[\u2028\u2029\u0085]")
_NUMBERED = re.compile(r"&#(?:x([0-9a-f]{1,12})|([0-9]{1,12}));?", re.IGNORECASE)


def clean_text(text: str) -> str:
    """Return text of several lines without control characters or lone surrogates."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _BREAKS.sub("\n", text.replace("\r\n", "\n"))))


def clean_line(text: str, limit: int) -> str:
    """Return text as one line of at most `limit` code points."""
    return " ".join(clean_text(text).split())[:limit].rstrip()


def without_illegal_references(text: str) -> str:
    """Return markup without character references to what XML forbids: parsers raise for it or keep half a letter."""
    return _NUMBERED.sub(_legal, text)


def _legal(reference: re.Match[str]) -> str:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_legal = (
        number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    )
    return reference[0] if is_legal else ""
