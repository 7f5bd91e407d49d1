"""Repeats: one text under many addresses of a site is the site's answer to a machine, not news.

A wall, a maintenance page or a soft 404 that no rule knows would otherwise be stored once and then be found to have copies.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

import xxhash

from flows.read import Outcome, Reading
from flows.run import PageNames, Run
from news.model import Refusal
from news.spelling.scripts import fold

# FAULTS 74: the same text at three addresses of one site within a run.
TOO_MANY = 3


def without_repeats(run: Run, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return a batch's outcomes with texts that their site repeats refused; those of the run's earlier batches count."""
    for _, found in outcomes:
        if isinstance(found, Reading):
            names = PageNames(title=found.arrival.item.entry.title, canonical_url=found.page.canonical_url)
            run.texts_met.setdefault(_text_of(found), {})[found.article_id] = names
    return [(arrival, _refusal(run, found) or found) for arrival, found in outcomes]


def _refusal(run: Run, found: Reading | Refusal) -> Refusal | None:
    if not isinstance(found, Reading):
        return None
    same = run.texts_met[_text_of(found)]
    if len(same) < TOO_MANY or _are_one_article(same.values()):
        return None
    return Refusal(reason="repeated_text", detail=f"the same text at {len(same)} addresses")


def _text_of(reading: Reading) -> tuple[str, int]:
    known = reading.signature
    text = known.exact if known else xxhash.xxh3_64_intdigest(fold(reading.page.text).text.encode())
    return urlsplit(reading.url).netloc, text


def _are_one_article(pages: Collection[PageNames]) -> bool:
    """Say whether pages of one text are one article at several addresses: the feed, or they themselves, name one."""
    titles = {page.title for page in pages}
    claims = {page.canonical_url for page in pages}
    return (len(titles) == 1 and titles != {""}) or (len(claims) == 1 and _is_page(next(iter(claims))))


def _is_page(url: str) -> bool:
    return urlsplit(url).path.strip("/") != ""
