"""Plain text of the HTML that feeds carry: paragraphs kept, scripts dropped. Runs in a worker."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

# What a browser shows on a line of its own (HTML Standard §15.3), and what it never shows.
_OWN_LINE = """address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
li main nav ol option p pre section summary table tbody td tfoot th thead tr ul"""
_NEVER_SHOWN = "head iframe noembed noscript script select style svg template textarea title"
_BLOCKS, _UNSEEN = frozenset(_OWN_LINE.split()), frozenset(_NEVER_SHOWN.split())
_TAG = re.compile(
    r"</?[a-z][a-z0-9:-]{0,20}(?:\s[^<>]{0,2000})?>|</?[a-z][a-z0-9:-]{0,20}/>|<!--|<!\[CDATA\[", re.IGNORECASE
)
# Written as in XML; HTML knows no such form and takes all that follows for their content.
_EMPTY = re.compile(r"<(?:iframe|script|style|textarea|title|noscript)\b[^<>]{0,2000}/>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)

# libxml2 takes time in the square of an element's attributes; no article is longer.
_MARKUP_CHARS = 300_000


def looks_like_markup(text: str) -> bool:
    """Say whether text that claims to be plain holds tags or character references."""
    return bool(_TAG.search(text) or _REFERENCE.search(text))


def text_of(markup: str) -> str:
    """Return what a reader sees of an HTML fragment, one paragraph a line; text without markup comes back tidied."""
    if "<" not in markup:
        return _tidy(html.unescape(markup) if "&" in markup else markup)
    # a fragment that starts with text or ends inside a tag is common
    root = parse_html(f"<body>{_EMPTY.sub(' ', markup[:_MARKUP_CHARS])}")
    return "" if root is None else _tidy("".join(_pieces(root)))


def parse_html(markup: str) -> Any:
    """Return the root element of an HTML document, or None; limits of libxml2 apply (depth 256)."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _pieces(root: Any) -> list[str]:
    """Return the text of a tree in document order, without recursion: depth is the author's to choose."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            pieces += ["\n" if tag in _BLOCKS else "", element.text or ""]
        else:
            pieces += ["\n" if tag in _BLOCKS else "", element.tail or ""]
    return pieces


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
