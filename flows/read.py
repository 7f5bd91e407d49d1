"""Extract, recognise, sketch: what one fetched page says, before it meets what is stored."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from flows.collect import Arrival
from flows.new_names import find_new_names
from flows.run import Run
from news.articles.boilerplate import edge_keys, strip_learned
from news.comparing.copies import signature
from news.discovering.groups import NewName
from news.model import Findings, Page, Published, Refusal, Signature
from news.parsing.pool import PageJob
from news.secrets import mask
from news.url import article_id

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """An article read in full, from the page at `url` or from its feed."""

    arrival: Arrival
    article_id: str
    url: str
    fetched_at: datetime
    page: Page
    edges: frozenset[int]  # keys of the lines at the page's edges (news.articles.boilerplate)
    findings: Findings
    new_names: tuple[NewName, ...]  # of an article that is not stored yet
    signature: Signature | None

    @property
    def published(self) -> Published:
        """Return when the article was published: as its feed says, else as its page does."""
        told, read = self.arrival.item.entry.published, self.page.published
        return told if told.day or (told.raw and not read.day) else read


Outcome = tuple[Arrival, Reading | Refusal]


def read_batch(run: Run, arrivals: Sequence[Arrival]) -> Iterator[Outcome]:
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
    source = run.source(arrival.item.source)
    return PageJob(
        url=reply.final_url,
        body=reply.body,
        now=run.now,
        content_type=reply.header("content-type"),
        language=source.language if source else "",
        feed_title=arrival.item.entry.title,
        tag=arrival,
    )


def _read_safely(run: Run, arrival: Arrival, page: Page) -> Reading | Refusal:
    reply = arrival.fetched.reply
    assert reply is not None
    try:
        return recognise(run, arrival, page, url=reply.final_url, fetched_at=reply.fetched_at)
    except Exception as error:
        logger.exception("could not read %s", mask(arrival.item.url))
        return Refusal(reason="internal", detail=f"{type(error).__name__}: {error}"[:200])


def without_own_lines(run: Run, source: str, title: str, text: str) -> str:
    """Return a text without the lines that its source puts around every article."""
    own = run.own_lines.get(source)
    return "\n".join(strip_learned(text.splitlines(), own, title=title)) if own else text


def recognise(run: Run, arrival: Arrival, page: Page, *, url: str, fetched_at: datetime) -> Reading:
    """Return an article with whom it mentions and quotes, and what comparing it needs."""
    edges = edge_keys(page.text.splitlines(), title=page.title) if page.text_from == "page" else frozenset()
    page = replace(page, text=without_own_lines(run, arrival.item.source, page.title, page.text))
    findings = run.knowledge.find(page.title, page.text, language=page.language)
    run.dropped += findings.dropped
    if findings.dropped:
        logger.warning(
            "%s: %d mentions are more than the limit of one entity and were dropped", mask(url), findings.dropped
        )
    return Reading(
        arrival=arrival,
        article_id=arrival.item.article_id or article_id(url),
        url=url,
        fetched_at=fetched_at,
        page=page,
        edges=edges,
        findings=findings,
        new_names=() if arrival.item.article_id else find_new_names(page.text, findings.mentions),
        signature=signature(page.text) if page.text_from == "page" else None,
    )
