"""What a page claims of itself: schema.org JSON-LD, Open Graph and plain meta elements. Claims, not facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from news.articles.tree import Element
from news.clean import AUTHOR_CHARS, TITLE_CHARS, URL_CHARS, clean_line

# schema.org/Article and its kinds, as news sites name them
_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting)$")
# A page has a handful of scripts of a few kB; what has more is made to keep a parser busy.
_SCRIPTS, _SCRIPT_CHARS, _NODES = 20, 1_000_000, 500
_TAG = re.compile(r"<[^<>]{0,1000}>")
# a script may be wrapped for parsers of the last century
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$")


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


def read_claims(root: Element) -> Claims:
    """Collect a page's claims; what cannot be read says nothing."""
    article = next(_articles(root), {})
    meta = _meta(root)
    headlines = (meta.get("og:title", ""), _text(article.get("headline")), meta.get("twitter:title", ""), _title(root))
    return Claims(
        headlines=tuple(dict.fromkeys(one for one in (clean_line(raw, TITLE_CHARS) for raw in headlines) if one)),
        description=meta.get("og:description") or _text(article.get("description")) or meta.get("description", ""),
        author=clean_line(_author(article) or meta.get("author", "") or _printed_author(root), AUTHOR_CHARS),
        canonical_url=clean_line(_canonical(root) or meta.get("og:url", ""), URL_CHARS),
        body=_text(article.get("articleBody")),
        free=_free(article),
        is_article=bool(article) or meta.get("og:type", "").lower() in ("article", "news", "newsarticle"),
    )


def _articles(root: Element) -> Iterator[dict[str, Any]]:
    nodes = (node for script in _scripts(root) for node in _nodes(script))
    found = [node for node in nodes if _is_article(node)]
    # a page that lists others names them too: its own article is the one with most said of it
    yield from sorted(found, key=lambda node: "articleBody" not in node)


def _scripts(root: Element) -> Iterator[Any]:
    for script in list(root.iter("script"))[:500]:
        if "ld+json" not in script.get("type", ""):
            continue
        text = _WRAPPING.sub("", (script.text or "")[:_SCRIPT_CHARS])
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    for _ in range(_NODES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = one[:_NODES] + waiting
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _free(article: dict[str, Any]) -> bool | None:
    value = article.get("isAccessibleForFree")
    return None if value is None else str(value).strip().lower() not in ("false", "0", "no")


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
