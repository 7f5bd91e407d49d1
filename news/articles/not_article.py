"""What a site sends with status 200 where an article was asked for: each kind with its own reason code.

Words alone decide only where they stand as a site's own: a title of nothing else, or a short page that speaks to its reader. A
report about cookies, maintenance or a missing page is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from news.articles.boilerplate import bare
from news.articles.structured import Claims
from news.articles.tree import Element
from news.articles.wall_words import SENTENCES, TITLES
from news.model import Refusal

# A wall has a few sentences; a longer page under such a title is an article of that name.
_WALL_WORDS, _TITLED_WORDS = 150, 300


def _patterns(table: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """Compile one pattern a reason out of lines; `_` stands for a space."""
    lines = {reason: map(str.strip, words.replace("_", " ").strip().splitlines()) for reason, words in table.items()}
    return {reason: re.compile("|".join(found), re.IGNORECASE) for reason, found in lines.items()}


_TITLE_IS, _SAYS = _patterns(TITLES), _patterns(SENTENCES)
# A site's name beside "Page not found"; more words are a headline of their own.
_NAME_WORDS = 5
_AROUND = " .!:-–—«»\"'()[]"
_TITLE_PARTS = re.compile(r"\s+[|–—»·:-]+\s+|\s*\|\s*")
# One sentence of a wall in an article's few is chance; most of a page's text is none.
_SAID_SHARE = 0.34
# Challenge scripts and widgets: Cloudflare, reCAPTCHA, hCaptcha, DataDome, PerimeterX, Imperva
_CHALLENGE = re.compile(
    r"challenge-platform|cf-(?:challenge|turnstile|chl)|g-recaptcha|h-captcha|captcha-delivery|px-captcha|_incapsula_",
    re.IGNORECASE,
)
_MARKED_WORDS = 60
# within seconds, and to another address: a page of news is loaded anew after minutes
_REFRESH = re.compile(r"\s{0,9}\d?(?:\.\d{0,9})?\s{0,9}[;,]?\s{0,9}(?:url\s{0,9}=|https?:)", re.IGNORECASE)
# A front page has a dozen headlines that lead on, and no paragraph that is longer than a teaser.
_HEADLINES, _HEADLINE_WORDS, _TEASER_SHARE, _LINKS, _BESIDE = 8, 4, 0.5, 400, 12
_AROUND_HEADLINES = frozenset({"h1", "h2", "h3", "h4", "h5", "span", "strong", "b", "header"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What a page's markup says of its kind, noted before the extractor's view of it is cut.

    `headlines` are links that read like headlines, `teasers` the paragraphs beside them, both as bare letters; empty for a
    page that says it is an article.
    """

    challenge: str = ""
    asks_password: bool = False
    leads_on: bool = False  # by itself, to another address
    headlines: frozenset[str] = frozenset()
    teasers: frozenset[str] = frozenset()


def marks_of(root: Element, claims: Claims) -> Marks:
    """Note what a page's markup says of its kind."""
    if claims.is_article:
        return Marks()
    headlines = [link for link in root.iter("a") if len(link.text_content().split()) >= _HEADLINE_WORDS][:_LINKS]
    is_list = len(headlines) >= _HEADLINES
    return Marks(
        challenge=_challenge(root),
        asks_password=root.find(".//input[@type='password']") is not None,
        leads_on=any(map(_leads_on, root.iter("meta"))),
        headlines=frozenset(bare(link.text_content()) for link in headlines) if is_list else frozenset(),
        teasers=frozenset(bare(text) for link in headlines for text in _beside(link)) if is_list else frozenset(),
    )


def _challenge(root: Element) -> str:
    for element in root.iter("script", "div", "form", "iframe"):
        told = " ".join((element.get("src", ""), element.get("class", ""), element.get("id", "")))
        if found := _CHALLENGE.search(told):
            return found[0]
    return ""


def _leads_on(meta: Element) -> bool:
    told = meta.get("content", "") if meta.get("http-equiv", "").lower() == "refresh" else ""
    return _REFRESH.match(told) is not None


def _beside(link: Element) -> list[str]:
    """Return the paragraphs that stand with a linked headline: in its block, or behind it where one block holds all of them."""
    heading, block = link, link.getparent()
    while block is not None and block.tag in _AROUND_HEADLINES:
        heading, block = block, block.getparent()
    if block is None:
        return []
    parts = [heading.getnext()] if len(block) > _BESIDE else block
    return [part.text_content() for part in parts if part is not None and part.tag in ("p", "div", "span")]


def refusal_of(lines: Sequence[str], *, titles: Sequence[str], marks: Marks) -> Refusal | None:
    """Say why a page with these lines is no article, or None."""
    lines = [line for line in map(str.strip, lines) if line]
    words = len(" ".join(lines).split())
    return (
        _by_title(titles, words) or _by_sentences(lines, words) or _by_marks(marks, words) or _by_teasers(marks, lines)
    )


def _by_title(titles: Sequence[str], words: int) -> Refusal | None:
    if words > _TITLED_WORDS:
        return None
    for title in titles:
        for part in (title, *_TITLE_PARTS.split(title)):
            is_name = len(title.split()) - len(part.split()) <= _NAME_WORDS
            reason = next(
                (reason for reason, words in _TITLE_IS.items() if is_name and words.fullmatch(part.strip(_AROUND))), ""
            )
            if reason:
                return Refusal(reason=reason, detail=title[:100])
    return None


def _by_sentences(lines: Sequence[str], words: int) -> Refusal | None:
    if words > _WALL_WORDS:
        return None
    letters = sum(map(len, lines)) or 1
    for reason, pattern in _SAYS.items():
        said = [line for line in lines if pattern.search(line)]
        if sum(map(len, said)) >= _SAID_SHARE * letters and said:
            return Refusal(reason=reason, detail=said[0][:100])
    return None


def _by_marks(marks: Marks, words: int) -> Refusal | None:
    if words > _MARKED_WORDS:
        return None
    if marks.challenge:
        return Refusal(reason="captcha", detail=marks.challenge)
    if marks.leads_on:
        return Refusal(reason="no_text", detail="a page that leads on by itself, which is not followed")
    return Refusal(reason="login_wall", detail="a password is asked for") if marks.asks_password else None


def _by_teasers(marks: Marks, lines: Sequence[str]) -> Refusal | None:
    """Tell a front or section page: its text is that of teasers, each beside a headline that leads to an article."""
    taken = [bare(line.removeprefix("- ")) for line in lines]
    led = sum(len(line) for line in taken if line in marks.teasers or any(map(line.startswith, marks.headlines)))
    if not marks.headlines or led < _TEASER_SHARE * sum(map(len, taken)):
        return None
    return Refusal(reason="front_page", detail=f"{len(marks.headlines)} headlines that lead on")
