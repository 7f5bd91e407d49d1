"""What one run carries from step to step."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from flows.knowledge import Knowledge
from news.comparing.stories import StoryIndex
from news.configuring.settings import Settings, Source
from news.fetching.web import Web
from news.parsing.pool import Pool
from news.tagging.tagger import Tagger
from storage.retract import RecentText

In = TypeVar("In")
Out = TypeVar("Out")


class Spread(Protocol):
    """Applies a function to each item, in parallel where it can; results in the order of the items."""

    def __call__(self, step: Callable[[In], Out], items: Sequence[In], *, name: str) -> Iterable[Out]:
        """Return the results of `step`; `name` says what one call is, for people who watch."""
        ...


def threads(step: Callable[[In], Out], items: Sequence[In], *, name: str) -> Iterable[Out]:
    """Spread over threads of this process: the work they wait for is network or other processes."""
    executor = ThreadPoolExecutor(max_workers=min(64, len(items)) or 1, thread_name_prefix=name)
    try:
        return list(executor.map(step, items))
    finally:
        # all is done here, unless we were interrupted: then what waits for a slow source must not keep us
        executor.shutdown(wait=False, cancel_futures=True)


@dataclass(kw_only=True)
class Run:
    """One cycle under way."""

    settings: Settings
    knowledge: Knowledge
    web: Web
    pool: Pool
    now: datetime
    sources: tuple[Source, ...]
    progress: Callable[[str], None]
    spread: Spread
    run_id: str
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by source
    stories: StoryIndex | None = field(default=None)
    # by source: keys of the lines that it puts around every article (news.articles.boilerplate)
    own_lines: Mapping[str, frozenset[int]] = field(default_factory=dict)
    # by site and text: the articles that have it, by id, of three days
    texts_met: dict[tuple[str, int], dict[str, RecentText]] = field(default_factory=dict)
    dropped: int = 0  # mentions beyond what is kept of one name in one article
    tagger: Tagger | None = field(default=None)
    unread: Counter[str] = field(default_factory=Counter)  # texts that the tagger has no spans of, by reason

    @property
    def source_names(self) -> list[str]:
        """Return the names of the sources this run looks at."""
        return [source.name for source in self.sources]

    def source(self, name: str) -> Source | None:
        """Return the source of that name, if this run looks at it."""
        return next((source for source in self.sources if source.name == name), None)

    @property
    def configured(self) -> list[str]:
        """Return the names of all sources that runs look at, those too that this one leaves out."""
        return [source.name for source in self.settings.source if source.enabled]


def new_run_id(now: datetime) -> str:
    """Return an id that sorts by time and is unique even when two runs share a clock."""
    return f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
