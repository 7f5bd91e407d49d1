"""A page as a tree: parsed once, without what no reader sees and without what surrounds an article on any site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from news.clean import without_illegal_references

Element = Any  # lxml has no types of its own

# No character of XML (https://www.w3.org/TR/xml/#charsets): NUL ends libxml2's document, the rest makes lxml raise.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# `<html lang="ar"/>` would close the document before it begins
_CLOSED_HTML = re.compile(r"(<html\b[^<>]{0,1000}?)\s*/>", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{4})",
    re.IGNORECASE,
)
# class names that Bootstrap, WordPress and others give to text for screen readers alone
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|screen-?reader(?:-only)?|a11y-hidden)(?:\s|$)"
)
# what a script shows instead of the page; sites hide the whole page until it has run
_NEVER_UNSEEN = frozenset({"html", "body", "main", "article"})
# Words that many sites put into class and id of what is not the article; each was seen around gold articles.
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscri(?:be|ption)|sign-?up|read-?(?:more|also|next)|also-?read|see-?also|lire-?aussi|"
    r"recommend(?:ed|ation|ations)|recirc\w{0,12}|most-?(?:read|popular|viewed)|trending|rollover|tooltip|popover|"
    r"author-?(?:bio|box|info|card|description)|about-?(?:the-)?author|cookies?|consent|gdpr|copyright|breadcrumbs?|"
    r"disqus\w{0,8}|taboola|outbrain|advert\w{0,12}|sponsored|promo|promos|share-?(?:bar|buttons?|links?|tools)|"
    r"social-?(?:share|links?|bar)|paywall-?(?:offer|banner)|app-?(?:banner|promo|download))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED = ".//*[@class or @id or @style or @hidden or @aria-hidden]"
_NO_TEXT = (
    "script", "style", "template", "svg", "noscript", "nav", "iframe", "button", "select", "datalist", "canvas", "video",
    "audio", "object", "map", "link", "meta",
)  # fmt: skip
# A subtree with more of the page's paragraphs than this is no chrome, whatever it is called.
_CHROME_SHARE = 0.3
# So many large ones are looked into: chrome in chrome in chrome would cost the square of the page.
_LOOKS = 40


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed page; `cut` when it nests deeper than the parser follows and text may be missing."""

    root: Element
    cut: bool


def parse(text: str) -> Markup | None:
    """Parse a page as libxml2 does, without comments; None when there is no element in it."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    text = without_illegal_references(_NOT_XML.sub("", text))
    head = _CLOSED_HTML.sub(r"\1>", text[:4000], count=1)
    try:
        root = document_fromstring((head + text[4000:]).encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    return Markup(root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log))


def drop_scripts(root: Element) -> None:
    """Take out of a tree what holds no text of an article: the less there is, the less is copied and searched."""
    for element in list(root.iter(*_NO_TEXT)):
        element.drop_tree()


def prune(root: Element) -> None:
    """Take out of a tree what readers do not see and what surrounds articles."""
    body = root.find("body")
    if body is None:
        return
    for element in body.xpath(_NAMED):
        if element.tag not in _NEVER_UNSEEN and _is_unseen(element):
            element.drop_tree()
    is_chrome = _Chrome()
    limit = _CHROME_SHARE * _letters(body)
    looks = _LOOKS
    for element in body.xpath(_NAMED):
        if element.tag in _NEVER_UNSEEN or not is_chrome(element):
            continue
        is_large = len(element.text_content()) > limit
        looks -= is_large
        if not is_large or (looks > 0 and _letters(element) <= limit):
            element.drop_tree()


def _is_unseen(element: Element) -> bool:
    style, name = element.get("style"), element.get("class")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and _UNSEEN_STYLE.search(style) is not None)
        or (name is not None and _UNSEEN_CLASS.search(name) is not None)
    )


class _Chrome:
    """Tells chrome by class and id; a page has few different ones, so each is looked at once."""

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    def __call__(self, element: Element) -> bool:
        name = f"{element.get('class', '')} {element.get('id', '')}"
        if name not in self._known:
            self._known[name] = _CHROME.search(name) is not None
        return self._known[name]


def _letters(element: Element) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
