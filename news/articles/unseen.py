"""What a page holds and no reader sees: hidden by an element's own style, or by a rule of the page's style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from news.articles.tree import NEVER_UNSEEN, Element, letters

_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{4})",
    re.IGNORECASE,
)
# Also how a page begins that a script fades or folds out.
_FAINT = re.compile(
    r"(?:^|;)\s*(?:opacity\s*:\s*0?(?:\.0{1,9})?\s*(?:$|[;!])|font-size\s*:\s*[01](?:\.\d{1,9})?px|color\s*:\s*transparent|"
    r"content-visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*(?:inset\((?:50|100)%|circle\(0)|"
    r"transform\s*:\s*scale[xy]?\(\s*0\s*\)|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:$|[;!]))",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([^;!]{1,60})", re.IGNORECASE)
_SAME = {"white": "#fff", "#ffffff": "#fff", "black": "#000", "#000000": "#000"}
_SAME |= {"rgb(255,255,255)": "#fff", "rgb(0,0,0)": "#000"}
_STYLED = ".//*[@style or @hidden or @aria-hidden]"
_BRACE, _NAME = re.compile(r"[{}]"), re.compile(r"[.#][\w-]{1,80}")
# What is read of style sheets: those that hide a text in a page are short, those of whole sites cost more than the page.
_SHEETS, _CSS_CHARS = 20, 20_000
# A script shows what a page without it has less of than this.
_SHOWN_LETTERS = 300


def hiding_names(root: Element) -> frozenset[str]:
    """Return the classes (`.name`) and ids (`#name`) that the page's style sheets hide on every screen.

    None where a sheet is loaded besides: what stands in the page may hold only until that arrives.
    """
    hidden: set[str] = set()
    if any("stylesheet" in link.get("rel", "").lower() or link.get("as") == "style" for link in root.iter("link")):
        return frozenset()
    for sheet in islice(root.iter("style"), _SHEETS):
        for selectors, rule in _rules(sheet.text_content()[:_CSS_CHARS]):
            names = [name for one in selectors.split(",") if _NAME.fullmatch(name := one.strip())]
            if _HIDDEN.search(rule) or _FAINT.search(rule):
                hidden.update(names)
            elif "display" in rule or "visibility" in rule:
                hidden.difference_update(names)
    return frozenset(hidden)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of a style sheet, without those inside @media and the like."""
    first, *rest = css.split("/*")
    css = " ".join((first, *(one.partition("*/")[2] for one in rest)))
    depth = start = inner = 0
    selectors = ""
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            if depth == 0:
                selectors, inner = css[start : brace.start()], brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield selectors, css[inner : brace.start()]
                start = brace.end()


def drop_unseen(root: Element, hidden: frozenset[str]) -> None:
    """Take out of a page's body what nobody sees; what a script may show later only where enough is left without it."""
    body, faint = root.find("body"), []
    if body is None:
        return
    for element in body.xpath(_STYLED):
        if element.tag in NEVER_UNSEEN:
            continue
        if _is_hidden(element):
            element.drop_tree()
        elif _is_faint(element.get("style", "")):
            faint.append(element)
    faint = list(dict.fromkeys([*faint, *_named(body, hidden)]))
    if faint and letters(body) - sum(letters(one) for one in _outermost(faint)) >= _SHOWN_LETTERS:
        for element in faint:
            element.drop_tree()


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _is_faint(style: str) -> bool:
    if _FAINT.search(style):
        return True
    said = {
        name.lower().removesuffix("-color"): "".join(value.lower().split()) for name, value in _COLOUR.findall(style)
    }
    return len(said) == 2 and len({_SAME.get(value, value) for value in said.values()}) == 1


def _named(body: Element, hidden: frozenset[str]) -> list[Element]:
    if not hidden:
        return []
    return [
        element
        for element in body.xpath(".//*[@class or @id]")
        if element.tag not in NEVER_UNSEEN
        and (
            f"#{element.get('id')}" in hidden or any(f".{name}" in hidden for name in element.get("class", "").split())
        )
    ]


def _outermost(elements: Sequence[Element]) -> list[Element]:
    among = set(elements)
    return [one for one in elements if among.isdisjoint(one.iterancestors())]
