"""What a page claims of itself: schema.org JSON-LD, Open Graph and plain meta elements. Claims, not facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from news.articles.tree import Element
from news.clean import AUTHOR_CHARS, TITLE_CHARS, URL_CHARS, clean_line
from news.json_ld import Block, kinds_of, nodes_of

# schema.org/Article and its kinds, as news sites name them
_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting)$")
# Where a node keeps the article that it is about.
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_TAG = re.compile(r"<[^<>]{0,1000}>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Claims:
    """What a page says of its article; empty where it says nothing.

    `headlines` come in the order in which they are believed; `free` is isAccessibleForFree; `is_article`
    is what JSON-LD or og:type say.
    """

    headlines: tuple[str, ...] = ()
    description: str = ""
    author: str = ""
    canonical_url: str = ""
    body: str = ""
    free: bool | None = None
    is_article: bool = False


def read_claims(root: Element, blocks: Sequence[Block]) -> Claims:
    """Collect what a page's head and structured data claim; what cannot be read says nothing."""
    article = next(iter(_articles(blocks)), {})
    meta = _meta(root)
    headlines = (meta.get("og:title", ""), _text(article.get("headline")), meta.get("twitter:title", ""), _title(root))
    return Claims(
        headlines=tuple(dict.fromkeys(one for one in (clean_line(raw, TITLE_CHARS) for raw in headlines) if one)),
        description=meta.get("og:description") or _text(article.get("description")) or meta.get("description", ""),
        author=clean_line(_author(article) or meta.get("author", "") or _printed_author(root), AUTHOR_CHARS),
        canonical_url=clean_line(_canonical(root) or meta.get("og:url", ""), URL_CHARS),
        body=_text(article.get("articleBody")),
        free=_free(article, meta.get("article:content_tier", "")),
        is_article=bool(article) or meta.get("og:type", "").lower() in ("article", "news", "newsarticle"),
    )


def _articles(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    nodes = (node for block in blocks for node, _ in nodes_of(block.tree, within=_WITHIN))
    # a page that lists others names them too: its own article is the one with most said of it
    return sorted(filter(_is_article, nodes), key=lambda node: "articleBody" not in node)


def _is_article(node: dict[str, Any]) -> bool:
    return any(map(_ARTICLE.search, kinds_of(node)))


def _free(article: dict[str, Any], tier: str) -> bool | None:
    """Return what a page says of its price: for itself, for a part of it, or as its tier; None where it does not say."""
    parts = article.get("hasPart")
    parts = [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]
    told = [one["isAccessibleForFree"] for one in (article, *parts) if one.get("isAccessibleForFree") is not None]
    if told:
        return all(str(value).strip().lower() not in ("false", "0", "no") for value in told)
    return {"locked": False, "free": True}.get(tier.lower())


def _author(article: dict[str, Any]) -> str:
    authors = article.get("author")
    names = [
        _text(one.get("name")) if isinstance(one, dict) else _text(one)
        for one in (authors if isinstance(authors, list) else [authors])
    ]
    return ", ".join(name for name in names if name and "://" not in name)


def _printed_author(root: Element) -> str:
    for element in root.iterfind(".//*[@rel='author']"):
        if name := " ".join(element.text_content().split()):
            return name
    return ""


def _meta(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name and (content := element.get("content", "").strip()):
            found.setdefault(name, _text(content))
    return found


def _title(root: Element) -> str:
    element = root.find("head/title")
    return _text(element.text_content()) if element is not None else ""


def _canonical(root: Element) -> str:
    return next((one.get("href", "") for one in root.iter("link") if one.get("rel", "").lower() == "canonical"), "")


def _text(value: object) -> str:
    """Return a claim as plain text: some are escaped twice, some have tags."""
    return _TAG.sub(" ", unescape(value)).strip() if isinstance(value, str) else ""
