"""Dates in JSON-LD (https://schema.org/NewsArticle): those of the article itself, not of what it links to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

ARTICLE_DATES = ("datePublished", "dateCreated", "uploadDate")
_BLOCKS, _BLOCK_BYTES, _TAG_BYTES, _NODES = 30, 2_000_000, 300, 5_000
_ARTICLE = re.compile(r"(Article|Posting|Report|Review|Recipe)$")
_SURE = re.compile(rb"\"@type\"\s{0,20}:\s{0,20}\[?\s{0,20}\"\w{0,20}Article\"")
_PAGE = re.compile(r"(Page|VideoObject|Episode)$")


def linked_dates(body: bytes, names: Sequence[str], headline: str = "") -> list[str]:
    """Return the dates under the first of `names` that has any: the article's first, as its type and headline tell."""
    blocks = []
    for block in _blocks(body):
        blocks.append(block)
        # most pages say it once, in their first block: no need to look through the rest of them
        if _SURE.search(block) and b"ItemList" not in block and len(only := set(_values(block, names[0]))) == 1:
            return list(only)
    for name in names:
        values = dict.fromkeys(value for block in blocks for value in _values(block, name))
        if values:
            return list(values) if len(values) == 1 else _chosen(blocks, name, headline) or list(values)
    return []


def _blocks(body: bytes) -> Iterator[bytes]:
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


def _values(block: bytes, name: str) -> Iterator[str]:
    start = block.find(f'"{name}"'.encode())
    for found in _pattern(name).finditer(block, start) if start >= 0 else ():
        try:
            yield str(json.loads(found[1]))
        except ValueError:
            yield found[1].decode("utf-8", "replace").strip('"')


@cache
def _pattern(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\"" + name.encode() + rb"\"\s{0,20}:\s{0,20}(\"[^\"]{4,60}\"|\d{10,13})")


def _chosen(blocks: Sequence[bytes], name: str, headline: str) -> list[str]:
    """Return the dates of all nodes, those of an article with that headline first, then articles, then the least deep."""
    found = []
    for block in blocks:
        try:
            tree = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        found += [
            (_rank(node, headline), -depth, node[name]) for node, depth in _nodes(tree) if _is_date(node.get(name))
        ]
    found.sort(key=lambda one: one[:2], reverse=True)
    return list(dict.fromkeys(str(value) for _, _, value in found))


def _is_date(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _nodes(tree: Any) -> Iterator[tuple[dict[str, Any], int]]:
    waiting = [(tree, 0)]
    for _ in range(_NODES):
        if not waiting:
            return
        node, depth = waiting.pop()
        if isinstance(node, dict):
            yield node, depth
            waiting += [(value, depth + (key != "@graph")) for key, value in node.items()]
        elif isinstance(node, list):
            waiting += [(value, depth) for value in node]


def _rank(node: dict[str, Any], headline: str) -> int:
    kinds = node.get("@type")
    kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
    told = str(node.get("headline") or node.get("name") or "")
    same = bool(headline) and _bare(told) == _bare(headline)
    return 4 * same + (2 if _ARTICLE.search(kind) else 1 if _PAGE.search(kind) else 0)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
