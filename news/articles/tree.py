"""A page as a tree: parsed once, without what no reader sees and without what surrounds an article on any site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, document_fromstring

Element = Any  # lxml has no types of its own

# No character of XML (https://www.w3.org/TR/xml/#charsets): NUL ends libxml2's document, the rest makes lxml raise.
_NOT_XML = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
# `<html lang="ar"/>` would close the document before it begins
_CLOSED_HTML = re.compile(rb"(<html\b[^<>]{0,1000}?)\s*/>", re.IGNORECASE)
# lxml.html asks a function for the class of each element that is touched, a million times for 300 pages
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment, entity=HtmlEntity)
# class names that Bootstrap, WordPress and others give to text for screen readers alone
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|screen-?reader(?:-only)?|a11y-hidden)(?:\s|$)"
)
# what a script shows instead of the page; sites hide the whole page until it has run
NEVER_UNSEEN = frozenset({"html", "body", "main", "article"})
# Words that many sites put into class and id of what is not the article; each was seen around gold articles.
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscri(?:be|ption)|sign-?up|read-?(?:more|also|next)|also-?read|see-?also|lire-?aussi|"
    r"recommend(?:ed|ation|ations)|recirc\w{0,12}|most-?(?:read|popular|viewed)|trending|rollover|tooltip|popover|"
    r"author-?(?:bio|box|info|card|description)|about-?(?:the-)?author|cookies?|consent|gdpr|copyright|breadcrumbs?|"
    r"disqus\w{0,8}|taboola|outbrain|advert\w{0,12}|sponsored|promo|promos|share-?(?:bar|buttons?|links?|tools)|"
    r"social-?(?:share|links?|bar)|paywall-?(?:offer|banner)|app-?(?:banner|promo|download))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED = ".//*[@class or @id]"
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


def parse(body: bytes) -> Markup | None:
    """Parse a page in UTF-8 as libxml2 does, without comments; None when there is no element in it."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(_CLASSES)
    body = body.translate(None, _NOT_XML)
    for one in _NO_CHARACTERS:
        body = body.replace(one, b"")
    head = _CLOSED_HTML.sub(rb"\1>", body[:4000], count=1)
    try:
        root = document_fromstring(head + body[4000:], parser=parser)
    except etree.ParserError:
        return None
    return Markup(root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log))


def drop_scripts(root: Element) -> None:
    """Take out of a tree what holds no text of an article: the less there is, the less is copied and searched."""
    for element in list(root.iter(*_NO_TEXT)):
        element.drop_tree()


def prune(root: Element) -> None:
    """Take out of a tree what surrounds articles, and what is there for programs that read aloud."""
    body = root.find("body")
    if body is None:
        return
    named = _by_name(body)
    for element in named["unseen"]:
        element.drop_tree()
    limit = _CHROME_SHARE * letters(body)
    looks = _LOOKS
    for element in named["chrome"]:
        is_large = len(element.text_content()) > limit
        looks -= is_large
        if not is_large or (looks > 0 and letters(element) <= limit):
            element.drop_tree()


def _by_name(body: Element) -> dict[str, list[Element]]:
    """Return the elements that class and id call unseen, and those that they call chrome; many share few names."""
    found: dict[str, list[Element]] = {"unseen": [], "chrome": []}
    known: dict[tuple[str, str], str] = {}
    for element in body.xpath(_NAMED):
        name = (element.get("class", ""), element.get("id", ""))
        if (kind := known.get(name)) is None:
            kind = known[name] = _kind(*name)
        if kind and element.tag not in NEVER_UNSEEN:
            found[kind].append(element)
    return found


def _kind(classes: str, identity: str) -> str:
    if _UNSEEN_CLASS.search(classes):
        return "unseen"
    return "chrome" if _CHROME.search(f"{classes} {identity}") else ""


def letters(element: Element) -> int:
    """Return how many characters an element's paragraphs hold."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
