"""Repeats: one text under many addresses of a site is the site's answer to a machine, not news.

A wall, a maintenance page or a soft 404 that no rule knows would otherwise be stored once and then be found to have copies.
What earlier batches stored of it, also those of a run that was killed, is taken back: until a run is closed, nobody was told.
What closed runs stored stays, but a wall in front of one more article every hour does not grow into a story.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import xxhash

from flows.read import Outcome, Reading
from flows.run import Run
from news.model import Refusal
from news.spelling.scripts import fold
from storage.retract import RecentText, add_recent_texts, recent_texts, retract
from storage.store import Store

# FAULTS 74: the same text at three addresses of one site.
TOO_MANY = 3
REASON = "repeated_text"


def remember_texts(run: Run, db: Store) -> None:
    """Let a run know the texts that were stored lately."""
    _meet(run, recent_texts(db))


def without_repeats(run: Run, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return a batch's outcomes with texts that their site repeats refused; those of three days count."""
    _meet(run, (_text_of(found) for _, found in outcomes if isinstance(found, Reading)))
    return [(arrival, _refusal(run, found) or found) for arrival, found in outcomes]


def note_texts(db: Store, readings: Iterable[Reading], now: datetime) -> None:
    """Remember the texts of articles that a batch stored first."""
    add_recent_texts(db, [_text_of(reading) for reading in readings], now)


def take_back(run: Run, db: Store) -> bool:
    """Take back what earlier batches stored of texts that their site repeats; say whether there was any."""
    repeated = [key for same in run.texts_met.values() if _is_repeated(same.values()) for key in same]
    return retract(db, run.run_id, repeated, Refusal(reason=REASON, detail="the same text at other addresses")) > 0


def _meet(run: Run, texts: Iterable[RecentText]) -> None:
    for text in texts:
        run.texts_met.setdefault((text.site, text.text_hash), {})[text.article_id] = text


def _refusal(run: Run, found: Reading | Refusal) -> Refusal | None:
    if not isinstance(found, Reading):
        return None
    text = _text_of(found)
    same = run.texts_met[text.site, text.text_hash].values()
    return Refusal(reason=REASON, detail=f"the same text at {len(same)} addresses") if _is_repeated(same) else None


def _text_of(reading: Reading) -> RecentText:
    known = reading.signature
    return RecentText(
        article_id=reading.article_id,
        site=urlsplit(reading.url).netloc,
        text_hash=known.exact if known else xxhash.xxh3_64_intdigest(fold(reading.page.text).text.encode()),
        title=reading.arrival.item.entry.title,
        canonical_url=reading.page.canonical_url,
    )


def _is_repeated(texts: Collection[RecentText]) -> bool:
    return len(texts) >= TOO_MANY and not _are_one_article(texts)


def _are_one_article(texts: Collection[RecentText]) -> bool:
    """Say whether pages of one text are one article at several addresses: the feed, or they themselves, name one."""
    titles = {text.title for text in texts}
    claims = {text.canonical_url for text in texts}
    return (len(titles) == 1 and titles != {""}) or (len(claims) == 1 and _is_page(next(iter(claims))))


def _is_page(url: str) -> bool:
    return urlsplit(url).path.strip("/") != ""
