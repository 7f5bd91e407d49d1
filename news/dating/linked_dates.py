"""Dates in structured data: those of the article itself, not of what it links to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from news.json_ld import Block, kinds_of, nodes_of

ARTICLE_DATES = ("datePublished", "dateCreated", "uploadDate")
_ARTICLE = re.compile(r"(Article|Posting|Report|Review|Recipe)$")
_PAGE = re.compile(r"(Page|VideoObject|Episode)$")


def linked_dates(blocks: Sequence[Block], names: Sequence[str], headline: str = "") -> list[str]:
    """Return the dates under the first of `names` that has any: the article's first, as its type and headline tell."""
    for block in blocks:
        # most pages say it once, in their first block: no need to look through the rest of them
        if len(only := set(_values(block, names[0]))) == 1 and _is_of_article(block):
            return list(only)
    for name in names:
        values = dict.fromkeys(value for block in blocks for value in _values(block, name))
        if values:
            return list(values) if len(values) == 1 else _chosen(blocks, name, headline) or list(values)
    return []


def _is_of_article(block: Block) -> bool:
    kinds = {kind for node, _ in nodes_of(block.tree) for kind in kinds_of(node)}
    return "ItemList" not in kinds and any(kind.endswith("Article") for kind in kinds)


def _values(block: Block, name: str) -> Iterator[str]:
    """Yield the dates under a name; of a block that is no JSON, what looks like them."""
    start = block.raw.find(f'"{name}"'.encode())
    for found in _pattern(name).finditer(block.raw, start) if start >= 0 else ():
        try:
            yield str(json.loads(found[1]))
        except ValueError:
            yield found[1].decode("utf-8", "replace").strip('"')


@cache
def _pattern(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\"" + name.encode() + rb"\"\s{0,20}:\s{0,20}(\"[^\"]{4,60}\"|\d{10,13})")


def _chosen(blocks: Sequence[Block], name: str, headline: str) -> list[str]:
    """Return the dates of all nodes, those of an article with that headline first, then articles, then the least deep."""
    found = [
        (_rank(node, headline), -depth, node[name])
        for block in blocks
        for node, depth in nodes_of(block.tree)
        if _is_date(node.get(name))
    ]
    found.sort(key=lambda one: one[:2], reverse=True)
    return list(dict.fromkeys(str(value) for _, _, value in found))


def _is_date(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _rank(node: dict[str, Any], headline: str) -> int:
    kind = " ".join(kinds_of(node))
    told = str(node.get("headline") or node.get("name") or "")
    same = bool(headline) and _bare(told) == _bare(headline)
    return 4 * same + (2 if _ARTICLE.search(kind) else 1 if _PAGE.search(kind) else 0)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
