"""XML as text, before any parser sees it: the prolog and its DTD taken off, whole items kept, the rest counted.

Entities, external files and torn items are gone before a parser could expand, fetch or guess them. All of it is linear in
the document's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from news.clean import without_illegal_references

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,100})")
# In a DTD: what may hold a ">" that does not end it, and what ends its subset and itself.
_DTD_TOKEN = re.compile(r"\"|'|<!--|<\?|\[|\]|>")
_CLOSERS = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
# An entity that stands for a few characters; one that refers to others is not kept.
_ENTITY = re.compile(r"<!ENTITY\s{1,20}([A-Za-z][\w.-]{0,40})\s{1,20}(\"(?:&#\w{1,8};|[^\"&<%\\]{0,60})\")\s{0,20}>")
_MAX_ENTITIES = 300
_ITEM = r"<(?:(!\[CDATA\[|!--)|(/?)((?:[a-z_][\w.-]{{0,40}}:)?(?:{}))(?=[\s/>]))"
FEED_ITEM = re.compile(_ITEM.format("item|entry"), re.IGNORECASE)
SITEMAP_ITEM = re.compile(_ITEM.format("url|sitemap"), re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_MAX_PROLOG = 200_000
_DOCUMENTS = ("rss", "feed", "rdf:rdf")


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """A document with whole items only: what is before, between and behind them. `total` counts those left out too."""

    head: str
    parts: tuple[str, ...]
    tail: str
    frame: tuple[str, str]  # the same with nothing but the elements that are open around the items
    total: int
    complete: bool

    @property
    def text(self) -> str:
        """Return the document."""
        return self.head + "".join(self.parts) + self.tail


def is_html(text: str) -> bool:
    """Say whether a document is a web page."""
    return bool(_HTML.search(text[:2000]))


def without_prolog(text: str) -> tuple[str, str]:
    """Return a document from its root element on, without control characters, and a DTD of its harmless entities."""
    text = without_illegal_references(_ILLEGAL.sub("", text))
    position, entities = 0, ""
    while 0 <= (position := text.find("<", position)) < _MAX_PROLOG:
        if text.startswith("<!--", position):
            position = _behind(text, "-->", position)
        elif text.startswith("<?", position):
            position = _behind(text, "?>", position)
        elif text[position : position + 9].upper() == "<!DOCTYPE":
            end = _dtd_end(text, position)
            entities, position = _harmless(text[position:end]), end
        elif _ROOT.match(text, position):
            return text[position:], entities
        else:
            position += 1
    return "", ""


def _behind(text: str, mark: str, position: int) -> int:
    found = text.find(mark, position)
    return len(text) if found < 0 else found + len(mark)


def _dtd_end(text: str, position: int) -> int:
    depth, position = 0, position + 9
    while (token := _DTD_TOKEN.search(text, position)) is not None:
        position = token.end()
        if token[0] in _CLOSERS:
            position = _behind(text, _CLOSERS[token[0]], position)
        elif token[0] == ">" and depth <= 0:
            return position
        else:
            depth += {"[": 1, "]": -1}.get(token[0], 0)
    return len(text)


def _harmless(dtd: str) -> str:
    found = dict(_ENTITY.findall(dtd))
    lines = [f"<!ENTITY {name} {value}>" for name, value in list(found.items())[:_MAX_ENTITIES]]
    return "\n".join(["<!DOCTYPE feed [", *lines, "]>"]) if lines else ""


def root_name(text: str) -> str:
    """Return the local name of the root element in lower case, for text that starts with it."""
    found = _ROOT.match(text)
    return found[1].rpartition(":")[2].lower() if found else ""


def cut_items(text: str, item: re.Pattern[str], *, limit: int, max_chars: int) -> Items:
    """Keep the first `limit` whole items, `max_chars` of them; a torn one is dropped and what was open is closed behind it.

    `item` is FEED_ITEM or SITEMAP_ITEM.
    """
    starts, ends = _item_bounds(text, item)
    root = _ROOT.match(text)
    rest = text[ends[-1] if ends else 0 :].lower()
    # the first element may be a script's complaint before the document
    complete = root is None or any(f"</{name}" in rest for name in {root[1].lower(), *_DOCUMENTS})
    first = starts[0] if starts else len(text)
    frame = _frame(text[:first], root[1] if root else "")
    return Items(
        head=text[:first],
        parts=tuple(_parts(text, [first, *ends[:limit]], max_chars)),
        tail=text[ends[-1] if ends else first :] if complete else frame[1],
        frame=frame,
        total=len(starts),
        complete=complete,
    )


def _parts(text: str, bounds: Sequence[int], max_chars: int) -> Iterator[str]:
    """Yield the items between bounds, without those for which there is no room."""
    for start, end in pairwise(bounds):
        if end - start <= max_chars:
            max_chars -= end - start
            yield text[start:end]


def _item_bounds(text: str, item: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """Return where items start and where whole ones end, not looking into CDATA and comments."""
    starts: list[int] = []
    ends: list[int] = []
    name, position, is_open = "", 0, False
    while (found := item.search(text, position)) is not None:
        position = found.end()
        if found[1]:
            position = _behind(text, "-->" if found[1] == "!--" else "]]>", position)
        elif found[3].lower() == (name := name or found[3].lower()):
            if not found[2]:
                starts.append(found.start())
            elif is_open:
                ends.append(_behind(text, ">", position))
            is_open = not found[2]
    return starts, ends


def _frame(head: str, root: str) -> tuple[str, str]:
    """Return the tags of what is open before the first item, and their end tags."""
    prefix = root.rpartition(":")[0]
    channel = f"{prefix}:channel" if prefix else "channel"
    opening, closing = head[: head.find(">") + 1], f"</{root}>" if root else ""
    if f"<{channel}" in head and f"</{channel}" not in head:
        return f"{opening}<{channel}>", f"</{channel}>{closing}"
    return opening, closing
