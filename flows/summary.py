"""What a run reports when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from news.fetching.failure import OUR_OWN

# What a site shows to machines in the place of its pages; so many of them in one run are no chance (FAULTS 74).
WALLS = frozenset({"captcha", "blocked", "cookie_wall", "login_wall", "repeated_text"})
MANY_WALLS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceSummary:
    """One source in one run; found = new + known + skipped + failed.

    `reasons` counts reason codes; `missing` items may have rolled off the source's window unseen before this run.
    """

    source: str
    outcome: str
    reason: str
    found: int
    new: int
    known: int
    skipped: int
    failed: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    missing: int = 0

    @property
    def walls(self) -> int:
        """Return how many of its pages were walls, where those are so many that it may be keeping us out; else 0."""
        met = sum(count for reason, count in self.reasons.items() if reason in WALLS)
        return met if met >= MANY_WALLS else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RunSummary:
    """One cycle: totals over its sources, and the letters by state after delivery.

    `outdated` articles were read with other names or rules than today's; `dropped` mentions were more than are kept of one
    name in one article; `unread` texts the model of [ner] did not read, by reason.
    """

    run_id: str
    state: str
    sources: tuple[SourceSummary, ...]
    similar: int
    copies: int
    mentions: int
    alerts: int
    letters: Mapping[str, int]
    seconds: float
    changed: bool
    outdated: int = 0
    dropped: int = 0
    unread: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_cut_off(self) -> bool:
        """Say whether nobody was reached for want of a network, a resolver or a proxy of ours."""
        asked = [source for source in self.sources if source.outcome != "waiting"]
        return bool(asked) and all(source.outcome == "failed" and source.reason in OUR_OWN for source in asked)

    @property
    def found(self) -> int:
        """Return the number of items of all sources."""
        return sum(source.found for source in self.sources)

    @property
    def new(self) -> int:
        """Return the number of articles stored for the first time."""
        return sum(source.new for source in self.sources)
