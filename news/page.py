"""Pages: from the bytes of one HTML page to an article. Runs in a worker: a page is hostile until read."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from trafilatura import bare_extraction

from news.clean import AUTHOR_CHARS, TITLE_CHARS, URL_CHARS, clean_line, clean_text
from news.dates import page_date
from news.language import language_of
from news.model import Page, Refusal

# fast=True gives the same F1 as the full mode on the extraction benchmark (.962 v .960) for 20 % less CPU.
# deduplicate=True keeps state between pages and returns nothing from the fourth like page on: never.
EXTRACTION_OPTIONS: dict[str, Any] = {
    "fast": True,
    "with_metadata": True,
    "include_comments": False,
    "include_tables": True,
    "deduplicate": False,
}
MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
# Short pages under such a title are a site's answer to a machine, not an article.
NOT_ARTICLE = re.compile(
    r"^(just a moment|attention required|access denied|are you (a robot|human)|page not found|404\b|not found|"
    r"error 40[34]|forbidden|service unavailable|under maintenance|site maintenance|before you continue|"
    r"الصفحة غير موجودة|غير موجود|خطأ 404|تحت الصيانة)",
    re.IGNORECASE,
)
SHORT_WORDS = 80
# A news flash has a sentence; what is shorter is a menu or a caption.
MIN_WORDS = 8
# The markers that schema.org and the big paywalls use (https://schema.org/isAccessibleForFree).
PAYWALL = re.compile(rb"\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)


def read_page(body: bytes, *, url: str, now: datetime, language: str = "", feed_title: str = "") -> Page | Refusal:
    """Extract the article of a page, or say why there is none.

    `language` is a hint, `feed_title` wins over what the page says of itself. Encodings are found from the bytes.
    """
    if body.startswith(MAGIC) or body[:100].lstrip()[:1] in (b"{", b"["):
        return Refusal(reason="unsupported_type", detail=repr(body[:8]))
    document: Any = bare_extraction(body, url=url, **EXTRACTION_OPTIONS)
    if document is None or not (document.text or "").strip():
        return Refusal(reason="no_text", detail=f"{len(body)} bytes")
    return _page(document, body, url, now, language, feed_title)


def _page(document: Any, body: bytes, url: str, now: datetime, language: str, feed_title: str) -> Page | Refusal:
    own_title = clean_line(document.title or "", TITLE_CHARS)
    title = feed_title or own_title
    text = _without_headline(clean_text(document.text).strip(), {title, own_title})
    words = len(text.split())
    if words < MIN_WORDS:
        return Refusal(reason="no_text", detail=f"{words} words beside the headline")
    if words < SHORT_WORDS and NOT_ARTICLE.match(own_title):
        return Refusal(reason="not_article", detail=own_title[:100])
    return Page(
        title=title,
        text=text,
        author=clean_line(document.author or "", AUTHOR_CHARS),
        language=language_of(text, body, hint=language),
        published=page_date(body, extracted=document.date or "", url=url, now=now),
        canonical_url=clean_line(document.url or "", URL_CHARS),
        text_from="teaser" if words < 2 * SHORT_WORDS and PAYWALL.search(body) else "page",
    )


def _without_headline(text: str, titles: set[str]) -> str:
    """Drop the headline where the extractor left it as the first line."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if _bare(first) in {_bare(title) for title in titles if title} else text


def _bare(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()
