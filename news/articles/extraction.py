"""From a pruned tree to the lines that the journalist wrote. trafilatura reads; what it loses or adds is repaired here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

from trafilatura import bare_extraction

from news.articles.boilerplate import bare, drop_known
from news.articles.structured import Claims
from news.articles.tree import Element
from news.clean import clean_text

# fast=True: the full mode's second opinions cost a fifth more on every page and change few; they are asked for below
# where the first looks wrong. deduplicate=True keeps state between pages and returns nothing from the fourth like page on.
EXTRACTION_OPTIONS: dict[str, Any] = {
    "fast": True,
    "include_comments": False,
    "include_tables": True,
    "deduplicate": False,
}
_BODY = re.compile(
    r"(?:article|story|post|entry|body|content|page)[-_]{0,2}(?:body|content|text|container|inner)", re.IGNORECASE
)
# A headline with its kicker or the site's name is this much longer at most.
_KICKER_CHARS = 60
# An item with fewer words is a tag, a name or "Get it on Amazon".
_HEADLINE_WORDS = 5
_LEAD_CHARS = (40, 700)
_OUTSIDE = frozenset({"header", "footer", "nav", "aside", "form", "figure", "figcaption"})
_BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote")
_HOLDS_BLOCKS = frozenset(
    {"p", "div", "td", "ul", "ol", "table", "section", "article", "script", "style", "h1", "h2", "h3"}
)
_PARAGRAPH_CHARS = 80
# Fewer letters in paragraphs may be all of a news flash, or of a page not made of paragraphs; an articleBody of fewer says nothing.
_SHORT, _CLAIM_LETTERS = 300, 400
# An extraction that agrees less with the page's paragraphs has taken something else for the article.
_AGREED = 0.3
# a body is confirmed when this share of its letters is found on the other side
_CONFIRMED, _MUCH_MORE = 0.8, 1.4
# Looking for each block in the claim is their product: no article has more of either.
_CLAIM_CHARS, _BLOCKS_READ, _LEADS_READ = 200_000, 5000, 50


def extract_lines(root: Element, claims: Claims, *, url: str, titles: Sequence[str]) -> list[str]:
    """Return the article's lines without headline and boilerplate; none when there is no article."""
    _join_parts(root)
    _drop_linked_paragraphs(root)
    lines = _repaired(_read(root, url), root, claims, url)
    lines = without_headline(drop_known(lines), titles)
    return [*_lead(root, claims, lines, titles), *lines]


def _read(root: Element, url: str, **options: bool) -> list[str]:
    document: Any = bare_extraction(root, url=url or None, **{**EXTRACTION_OPTIONS, **options})
    text = clean_text(document.text or "") if document is not None else ""
    return [line for line in (line.strip() for line in text.split("\n")) if line]


def _repaired(lines: list[str], root: Element, claims: Claims, url: str) -> list[str]:
    """Ask for a second opinion where the first misses what the page says or shows to be its article."""
    claimed = _claimed_lines(root, claims.body)
    if claimed and _size(claimed) >= _MUCH_MORE * _size(lines):
        return claimed
    if claimed:
        return _confirmed(lines, root, claims.body)
    shown = _paragraphs(root)
    if _agreement(lines, shown) >= (_AGREED if _size(shown) >= _SHORT else 2 * _AGREED):
        return lines
    # the full mode asks two other extractors; it is right more often where a page is not made of paragraphs
    return _read(root, url, fast=False) or lines


def _claimed_lines(root: Element, body: str) -> list[str]:
    """Return what of an `articleBody` the page shows, line by line; nothing when it shows little of it.

    The claim only chooses among what readers see, so a page cannot hand in a text that it does not show.
    """
    claimed = bare(body[:_CLAIM_CHARS])
    if len(claimed) < _CLAIM_LETTERS:
        return []
    shown = islice(root.iter(*_BLOCKS), _BLOCKS_READ)
    blocks = (" ".join(block.text_content().split()) for block in shown)
    lines = list(dict.fromkeys(block for block in blocks if block and bare(block) in claimed))
    return lines if _size(lines) >= _CONFIRMED * len(claimed) else []


def _confirmed(lines: list[str], root: Element, body: str) -> list[str]:
    """Drop lines that a claimed body lacks, when it has nearly all of the rest; section headings stay."""
    claimed = bare(body)
    headings = {bare(heading.text_content()) for heading in root.iter("h2", "h3", "h4")}
    kept = [line for line in lines if bare(line) in claimed or bare(line) in headings]
    return kept if _size(kept) >= _CONFIRMED * _size(lines) else lines


def _paragraphs(root: Element) -> list[str]:
    """Return a page's paragraphs in prose: long, few links, not in a header, footer or margin."""
    found = []
    for paragraph in root.iter("p", "div", "td"):
        if paragraph.tag != "p" and next(paragraph.iterdescendants(*_HOLDS_BLOCKS), None) is not None:
            continue
        text = " ".join(paragraph.text_content().split())
        links = sum(len(link.text_content()) for link in paragraph.iter("a"))
        is_prose = len(text) >= _PARAGRAPH_CHARS and 2 * links < len(text)
        if is_prose and not any(above.tag in _OUTSIDE for above in paragraph.iterancestors()):
            found.append(text)
    return found


def _agreement(lines: Sequence[str], shown: Sequence[str]) -> float:
    """Return F1, in words, of an extraction against the paragraphs that a page shows."""
    read, expected = Counter(" ".join(lines).split()), Counter(" ".join(shown).split())
    return 2 * (read & expected).total() / (read.total() + expected.total() or 1)


def _size(lines: Sequence[str]) -> int:
    return sum(len(bare(line)) for line in lines)


def _join_parts(root: Element) -> None:
    """Put the parts of a body that a page splits around its advertisements into the first one."""
    parts: dict[tuple[str, str, Element], list[Element]] = {}
    for element in root.iter("div", "section"):
        name = element.get("class", "")
        if name and _BODY.search(name):
            article = next(element.iterancestors("article", "main"), None)
            parts.setdefault((element.tag, name, article), []).append(element)
    for (_, _, article), found in parts.items():
        if article is None or len(found) < 2 or any(one.find(".//p") is None for one in found[:2]):
            continue
        first, *rest = found
        nested = set(found)
        for other in rest:
            if nested.isdisjoint(other.iterancestors()):
                first.extend(list(other))


def _drop_linked_paragraphs(root: Element) -> None:
    """Drop paragraphs and items that are a linked headline and nothing else: they lead to other articles."""
    for block in list(root.iter("p", "li")):
        if block.tag == "li" and len(block.text_content().split()) < _HEADLINE_WORDS:
            continue
        links = block.findall(".//a")
        if links and len(bare(block.text_content())) == sum(len(bare(link.text_content())) for link in links) > 0:
            block.drop_tree()


def without_headline(lines: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Drop the headline where the extractor left it, alone or with its kicker, among the first lines."""
    known = {bare(title) for title in titles} - {""}
    return [line for at, line in enumerate(lines) if at > 3 or not _is_headline(line, known)]


def _is_headline(line: str, known: set[str]) -> bool:
    letters = bare(line)
    return letters in known or any(
        len(title) > 15 and title in letters and len(letters) <= len(title) + _KICKER_CHARS for title in known
    )


def _lead(root: Element, claims: Claims, lines: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Return the standfirst where it stands outside the body: shown on the page, and what the page says it is about."""
    wanted = bare(claims.description)
    if not lines or not _LEAD_CHARS[0] <= len(wanted) <= _LEAD_CHARS[1]:
        return []
    text = bare("".join(lines))
    if wanted[:40] in text:
        return []
    start = claims.description.strip()[:25]
    for shown in root.xpath("//body//text()[contains(., $start)]", start=start)[:_LEADS_READ]:
        line = _whole(shown.getparent(), len(wanted))
        letters = bare(line)
        if letters.startswith(wanted[:60]) or letters.endswith(wanted[-60:]):
            return [] if letters in text or _is_headline(line, {bare(t) for t in titles}) else [line]
    return []


def _whole(element: Element, letters: int) -> str:
    """Return the text of the block that an element with a standfirst belongs to."""
    while (parent := element.getparent()) is not None and len(bare(parent.text_content())) <= letters + 25:
        element = parent
    return " ".join(element.text_content().split())
