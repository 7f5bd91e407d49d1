"""Which language a text is in, as cheaply as can be."""

from __future__ import annotations

import re

_LANG = re.compile(rb"<html[^>]{0,500}?\slang=[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[a-zA-Z]")
# letters that Persian, Urdu, Pashto and Kurdish have and Arabic has not
_NOT_ARABIC = re.compile(r"[\u067e\u0686\u0698\u06af\u06cc\u06a9\u0679\u0688\u0691\u06d2\u06ba\u06d5\u06c6]")
_SAMPLE, _CLASSIFIED = 2000, 600
# From a paragraph on the statistics are right where a page's claim often is not: templates keep the language they came with.
_PARAGRAPH_LETTERS = 120


def language_of(text: str, body: bytes = b"", *, hint: str = "") -> str:
    """Return an ISO 639-1 code: by script for Arabic, else by statistics; a short text is what its page or source says."""
    sample = text[:_SAMPLE]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    if arabic > latin:
        # a Persian text is full of its own letters, an Arabic one has a stray keyboard's ی at most
        return "ar" if len(_NOT_ARABIC.findall(sample)) * 50 < arabic else _classify(sample)
    if latin >= _PARAGRAPH_LETTERS:
        return _classify(sample)
    found = _LANG.search(body[:20_000])
    claimed = found[1].decode("ascii").lower() if found else hint.lower()
    return claimed if latin > 20 and claimed and claimed != "ar" else _classify(sample)


def _classify(sample: str) -> str:
    import py3langid

    code, _ = py3langid.classify(sample[:_CLASSIFIED])
    return str(code)
