"""Ask: fetch and read the documents of one source, whatever kind they turn out to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from news.fetching.web import Request, Web
from news.model import Fetched, Named, Refusal, Reply, Validators, Visit
from news.parsing.pool import Pool, SourceJob

if TYPE_CHECKING:
    from news.configuring.settings import Source

# FAULTS §4: items taken of one document; that there were more is told.
MAX_ITEMS = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one address of a source answered, and what was read in it; `named` is None when there was no reply."""

    url: str
    fetched: Fetched
    named: Named | Refusal | None


@dataclass(kw_only=True)
class Visitor:
    """Asks for the documents of one source; every request made for it is kept in `visits`."""

    source: Source
    web: Web
    pool: Pool
    now: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)

    def ask(self, url: str, validators: Validators | None = None) -> Answer:
        """Fetch one document and read it."""
        fetched = self.web.get(self._request(url, validators))
        named = self._read(fetched.reply) if fetched.reply else None
        self.visits.extend(fetched.visits)
        if isinstance(named, Refusal):
            self.mark_unread(named)
        return Answer(url=url, fetched=fetched, named=named)

    def mark_unread(self, refusal: Refusal) -> None:
        """Say of the last request that its reply was of no use: a 200 is no success of the source then."""
        last = replace(self.visits[-1], outcome="failed", reason=refusal.reason, detail=refusal.detail)
        self.visits[-1] = last

    def note(self, detail: str) -> None:
        """Say with the last request what was made of its reply."""
        self.visits[-1] = replace(self.visits[-1], detail=detail)

    def sitemaps(self) -> tuple[str, ...]:
        """Return the sitemaps that the site's robots.txt names."""
        return self.web.sitemaps(self._request(self.source.url, None))

    def _request(self, url: str, validators: Validators | None) -> Request:
        return Request(url=url, source=self.source.name, kind="feed", validators=validators, headers=self.headers)

    def _read(self, reply: Reply) -> Named | Refusal:
        job = SourceJob(
            url=reply.final_url,
            body=reply.body,
            content_type=reply.header("content-type"),
            now=self.now,
            limit=MAX_ITEMS,
            tag=None,
        )
        return next(iter(self.pool.read_sources([job])))[1]
