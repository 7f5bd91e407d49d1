"""Structured data of a page (JSON-LD, https://schema.org/NewsArticle), found and parsed once for all who ask what it claims."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

# A page has a handful of blocks of a few kB; what has more is made to keep a parser busy.
_BLOCKS, _BLOCK_BYTES, _TAG_BYTES, _NODES = 30, 2_000_000, 300, 5_000
# a script may be wrapped for parsers of the last century
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One script of a page: as it stands there, and what it says; `tree` is None where that is no JSON."""

    raw: bytes
    tree: Any


def read_blocks(body: bytes) -> tuple[Block, ...]:
    """Return the blocks of a page, in its order."""
    return tuple(Block(raw, _tree(raw)) for raw in _scripts(body))


def _scripts(body: bytes) -> Iterator[bytes]:
    at = 0
    for _ in range(_BLOCKS):
        at = body.find(b"ld+json", at)
        if at < 0:
            return
        start = body.find(b">", at, at + _TAG_BYTES)
        end = body.find(b"</script", start, start + _BLOCK_BYTES) if start >= 0 else -1
        if end >= 0:
            yield body[start + 1 : end]
        at = max(at + 1, end)


def _tree(raw: bytes) -> Any:
    try:
        return json.loads(_WRAPPING.sub("", raw.decode("utf-8", "replace")), strict=False)
    except (ValueError, RecursionError):
        return None


def nodes_of(tree: Any, *, within: Sequence[str] | None = None) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the objects of a block in its order, and how deep each stands; only those under keys of `within`, if given."""
    waiting = [(tree, 0)]
    for _ in range(_NODES):
        if not waiting:
            return
        node, depth = waiting.pop()
        if isinstance(node, dict):
            yield node, depth
            under = node if within is None else [key for key in within if key in node]
            waiting += [(node[key], depth + (key != "@graph")) for key in reversed(list(under))]
        elif isinstance(node, list):
            waiting += [(value, depth) for value in reversed(node[:_NODES])]


def kinds_of(node: dict[str, Any]) -> list[str]:
    """Return the types of an object."""
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
