"""Pages: from the bytes of one HTML page to an article, or the reason why there is none. Runs in a worker.

bytes ─ news/charset ─► text ─ news/tree ─► tree ─ news/structured ─► claims ─ news/extraction ─► lines ─ news/not_article ─► Page
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from news.articles.boilerplate import bare
from news.articles.charset import decode
from news.articles.extraction import extract_lines
from news.articles.file_type import is_known_file, other_type
from news.articles.language import language_of
from news.articles.not_article import marks_of, refusal_of
from news.articles.structured import Claims, read_claims
from news.articles.tree import Element, Markup, drop_scripts, parse, prune
from news.articles.unseen import drop_unseen, hiding_names
from news.clean import TITLE_CHARS, clean_line, without_illegal_references
from news.dating.dates import page_date
from news.json_ld import read_blocks
from news.model import Page, Refusal, TextFrom

# A news flash has a sentence; what is shorter is a menu or a caption.
MIN_WORDS = 8
# A paywall shows a paragraph or three; where the last breaks off there may be more of them.
TEASER_WORDS, CUT_WORDS = 130, 400
_SHOWN_CHARS = 300_000
_PAYWALL = re.compile(
    r"(?:subscribe|sign up|log in|register|become a (?:member|subscriber)|join)[^.]{0,40} to (?:continue|keep|read|unlock|finish|access)|"
    r"want to (?:read|see) more\b|(?:لقراءة|لمتابعة|لمواصلة|لإكمال|لاستكمال)[^.]{0,30} (?:اشترك|الاشتراك|سجل|التسجيل)|"
    r"(?:continue|keep) reading (?:this|the|with|for|by)|already a (?:subscriber|member)|(?:this|the) (?:article|story|content)[^.]{0,30} (?:for|to) (?:paid |our )?(?:subscribers|members)|"
    r"(?:for|to) (?:subscribers|members) only|unlock this (?:article|story)|weiterlesen mit|jetzt weiterlesen|diesen artikel weiter\s?lesen|"
    r"(?:la suite|article|contenu)[^.]{0,30} (?:réservée?|aux) (?:aux )?abonnés|"
    r"(?:اشترك|سجل|للاشتراك)[^.]{0,30} (?:لمتابعة|لمواصلة|لإكمال|لقراءة|لاستكمال)[^.]{0,12}(?:قراءة|القراءة|المقال|الخبر)|(?:المحتوى|المقال|الخبر)[^.]{0,20}(?:للمشتركين|حصري لل)|للمشتركين فقط",
    re.IGNORECASE,
)
# What a site puts before the rest of an article: an element of that name.
_PAYWALL_PLACES = "//body//*[contains(@class, 'aywall') or contains(@id, 'aywall')]"
_PAYWALL_NAME = re.compile(r"(?:^|[\s_-])paywall(?:$|[\s_-])", re.IGNORECASE)


def read_page(
    body: bytes, *, url: str, now: datetime, language: str = "", feed_title: str = "", content_type: str = ""
) -> Page | Refusal:
    """Extract the article of a page, or say why there is none.

    `language` is a hint, `content_type` the header as received; `feed_title` wins over what the page says of itself.
    """
    if is_known_file(body):
        return Refusal(reason="unsupported_type", detail=repr(body[:8]))
    text = decode(body, content_type).text
    if other := other_type(text, content_type):
        return Refusal(reason="unsupported_type", detail=other)
    utf8 = without_illegal_references(text).encode("utf-8", "replace")
    markup = parse(utf8)
    if markup is None or markup.root.find("body") is None:
        return Refusal(reason="no_text", detail=f"{len(body)} bytes without a body")
    return _read(markup, utf8, url, now, language, feed_title)


def _read(markup: Markup, body: bytes, url: str, now: datetime, language: str, feed_title: str) -> Page | Refusal:
    root = markup.root
    linked = read_blocks(body)
    claims = read_claims(root, linked)
    titles = _titles(root, claims)
    marks = marks_of(root, claims)
    offers = b"aywall" in body and _has_paywall(root)
    hidden = hiding_names(root)
    drop_scripts(root)
    shown = root.text_content()
    drop_unseen(root, hidden)
    prune(root)
    lines = extract_lines(root, claims, url=url, titles=[feed_title, *titles])
    refusal = refusal_of(lines if _words(lines) >= MIN_WORDS else shown.splitlines(), titles=titles, marks=marks)
    if refusal is None and _words(lines) < MIN_WORDS:
        reason = "too_deep" if markup.cut else "no_text"
        refusal = Refusal(reason=reason, detail=f"{_words(lines)} words beside the headline")
    if refusal is not None:
        return refusal
    text = "\n".join(lines)
    title, spoken = feed_title or (titles[0] if titles else ""), language_of(text, body, hint=language)
    return Page(
        title=title,
        text=text,
        author=claims.author,
        language=spoken,
        published=page_date(body, extracted="", url=url, now=now, language=spoken, headline=title, blocks=linked),
        canonical_url=claims.canonical_url,
        text_from=_text_from(claims, lines, shown, offers=offers),
    )


def _has_paywall(root: Element) -> bool:
    return any(_PAYWALL_NAME.search(f"{one.get('class')} {one.get('id')}") for one in root.xpath(_PAYWALL_PLACES))


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _titles(root: Element, claims: Claims) -> list[str]:
    """Return what may be the headline, the most credible first: a claim that the page shows, what it shows, other claims."""
    headings = (clean_line(heading.text_content(), TITLE_CHARS) for heading in root.iter("h1"))
    shown = [heading for heading in headings if heading]
    seen = {word for heading in shown for word in heading.casefold().split()}
    claimed = [_without_site(title, shown) for title in claims.headlines[:1] if not shown or _is_shown(title, seen)]
    return list(dict.fromkeys([*claimed, *shown, *claims.headlines]))


def _without_site(title: str, shown: Sequence[str]) -> str:
    """Return the heading that a title repeats with its site's name behind it: "Headline | The Daily"."""
    letters = bare(title)
    headings = (heading for heading in shown if letters.startswith(bare(heading)))
    return next((heading for heading in headings if 2 * len(bare(heading)) >= len(letters)), title)


def _is_shown(title: str, seen: set[str]) -> bool:
    words = title.casefold().split()
    return 2 * sum(word in seen for word in words) >= len(words)


def _text_from(claims: Claims, lines: Sequence[str], shown: str, *, offers: bool) -> TextFrom:
    """Tell a paywall's teaser: a short text that the page says is not free, or that ends in an offer."""
    is_short = _words(lines) < (CUT_WORDS if lines[-1].endswith(("…", "...")) else TEASER_WORDS)
    if not is_short:
        return "page"
    is_walled = claims.free is False or (offers and claims.free is None) or _PAYWALL.search(shown[:_SHOWN_CHARS])
    return "teaser" if is_walled else "page"
