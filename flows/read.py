"""Extract, recognise, sketch: what one fetched page says, before it meets what is stored."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from flows.collect import Arrival
from flows.run import Run
from news.copies import signature
from news.model import Mention, Page, Published, Refusal, Signature
from news.pool import PageJob
from news.secrets import mask
from news.url import article_id

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A page read in full."""

    arrival: Arrival
    article_id: str
    page: Page
    mentions: tuple[Mention, ...]
    sketch: Mapping[str, float]
    signature: Signature | None

    @property
    def published(self) -> Published:
        """Return when the article was published: as its feed says, else as its page does."""
        told = self.arrival.item.entry.published
        return told if told.day else self.page.published


def read_batch(run: Run, arrivals: Sequence[Arrival]) -> Iterator[tuple[Arrival, Reading | Refusal]]:
    """Read every arrival; yield as they complete, so that nothing waits for the slowest page."""
    jobs = []
    for arrival in arrivals:
        refusal = _refused(arrival)
        if refusal is not None:
            yield arrival, refusal
        else:
            jobs.append(_job(run, arrival))
    for job, page in run.pool.read_pages(jobs):
        yield job.tag, page if isinstance(page, Refusal) else _read_safely(run, job.tag, page)


def _refused(arrival: Arrival) -> Refusal | None:
    reply = arrival.fetched.reply
    if reply is None:
        return Refusal(reason=arrival.fetched.reason or "not_modified", detail=arrival.fetched.detail)
    asked, got = urlsplit(arrival.item.url), urlsplit(reply.final_url)
    if got.path in ("", "/") and not got.query and asked.path not in ("", "/"):
        return Refusal(reason="front_page", detail="redirected to the front page")
    return None


def _job(run: Run, arrival: Arrival) -> PageJob:
    reply = arrival.fetched.reply
    assert reply is not None
    source = next((source for source in run.sources if source.name == arrival.item.source), None)
    return PageJob(
        url=reply.final_url,
        body=reply.body,
        now=run.now,
        language=source.language if source else "",
        feed_title=arrival.item.entry.title,
        tag=arrival,
    )


def _read_safely(run: Run, arrival: Arrival, page: Page) -> Reading | Refusal:
    try:
        return _read(run, arrival, page)
    except Exception as error:
        logger.exception("could not read %s", mask(arrival.item.url))
        return Refusal(reason="internal", detail=f"{type(error).__name__}: {error}"[:200])


def _read(run: Run, arrival: Arrival, page: Page) -> Reading:
    reply = arrival.fetched.reply
    assert reply is not None
    mentions, dropped = run.knowledge.recogniser.recognise(page.title, page.text, language=page.language)
    if dropped:
        logger.warning(
            "%s: %d mentions are more than the limit of one entity and were dropped", mask(reply.final_url), dropped
        )
    return Reading(
        arrival=arrival,
        article_id=arrival.item.article_id or article_id(reply.final_url),
        page=page,
        mentions=mentions,
        sketch=run.knowledge.sketcher.sketch(page.title, page.text, mentions),
        signature=signature(page.text) if page.text_from == "page" else None,
    )
