"""Foreign text made safe once, at the boundary: no control characters, no lone surrogates, no endless titles."""

from __future__ import annotations

import re

TITLE_CHARS, URL_CHARS, AUTHOR_CHARS = 500, 2048, 300
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# line separators other than newline, and bidirectional overrides, which a title never needs
_BREAKS = re.compile(r"[\u2028\u2029\u0085]")


def clean_text(text: str) -> str:
    """Return text of several lines without control characters or lone surrogates."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _BREAKS.sub("\n", text.replace("\r\n", "\n"))))


def clean_line(text: str, limit: int) -> str:
    """Return text as one line of at most `limit` code points."""
    return " ".join(clean_text(text).split())[:limit].rstrip()
