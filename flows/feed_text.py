"""Feed text: where a page cannot be had, what the feed itself carries of the article stands in for it."""

from __future__ import annotations

from collections.abc import Sequence

from flows.collect import Arrival
from flows.read import Outcome, Reading, recognise
from flows.run import Run
from flows.settle import DECIDED, is_last_try
from news.articles.language import language_of
from news.model import Page, Refusal

# Refused to us, or beyond what our parsers follow: another day changes nothing.
OUT_OF_REACH = DECIDED | {
    "http_401",
    "http_402",
    "http_403",
    "http_451",
    "extract_timeout",
    "out_of_memory",
    "worker_crashed",
    "unreadable",
}


def with_feed_texts(run: Run, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return a batch's outcomes, feeds' own texts in the place of pages that are out of reach."""
    return [
        (arrival, _from_feed(run, arrival) if _stands_in(run, arrival, found) else found) for arrival, found in outcomes
    ]


def _stands_in(run: Run, arrival: Arrival, found: Reading | Refusal) -> bool:
    entry = arrival.item.entry
    if not entry.text_is_full or not arrival.item.url or arrival.item.article_id is not None:
        return False
    if isinstance(found, Reading):
        return found.page.text_from == "teaser" and len(entry.text) > len(found.page.text)
    return found.reason in OUT_OF_REACH or is_last_try(arrival.item, found, run.now)


def _from_feed(run: Run, arrival: Arrival) -> Reading:
    item, reply = arrival.item, arrival.fetched.reply
    source = run.source(item.source)
    page = Page(
        title=item.entry.title,
        text=item.entry.text,
        author=item.entry.author,
        language=language_of(item.entry.text, hint=source.language if source else ""),
        text_from="feed",
    )
    fetched_at = reply.fetched_at if reply else run.now
    return recognise(run, arrival, page, url=reply.final_url if reply else item.url, fetched_at=fetched_at)
