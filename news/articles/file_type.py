"""What is no page: files of other kinds, told by their bytes and by the absence of markup; labels are not believed.

After the WHATWG's MIME sniffing (https://mimesniff.spec.whatwg.org/#sniffing-a-mislabeled-binary-resource).
"""

from __future__ import annotations

import re

# Files that may be text at their beginning, or that need not be decoded to be known.
_MAGIC = (b"%PDF", b"%!PS", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF")
_BEFORE = "\ufeff\0 \t\r\n\f"
# "binary data byte": no text has one
_BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BINARY_IN = 1445
_MARKUP = re.compile(r"<(?:!doctype\s|!--|/?[a-z][a-z0-9:]{0,30}(?=[\s>/]))", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[a-z]\w{0,10}:)?([a-z]\w{0,20})", re.IGNORECASE)
_OTHER_ROOTS = frozenset({"rss", "feed", "rdf", "urlset", "sitemapindex", "opml", "svg"})


def is_known_file(body: bytes) -> bool:
    """Say whether bytes begin as those of a document, picture or archive do."""
    return body.startswith(_MAGIC)


def other_type(text: str, content_type: str) -> str:
    """Say what a decoded document is if it is no page, or an empty string. Text without any markup has to be labelled so."""
    text = text.lstrip(_BEFORE)
    if text[:1] in ("{", "["):
        return "JSON"
    markup = _MARKUP.search(text)
    if _BINARY.search(text, 0, min(_BINARY_IN, markup.start() if markup else _BINARY_IN)):
        return "binary"
    if markup is None:
        return "no markup" if text.strip() and not content_type.lower().startswith("text/plain") else ""
    root = _ROOT.search(text, markup.start(), markup.start() + 4000)
    return root[1].lower() if root and root[1].lower() in _OTHER_ROOTS else ""
