"""What a run reports when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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


@dataclass(frozen=True, kw_only=True, slots=True)
class RunSummary:
    """One cycle: totals over its sources, and the letters by state after delivery.

    `outdated` articles were read with other names or rules than today's.
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

    @property
    def found(self) -> int:
        """Return the number of items of all sources."""
        return sum(source.found for source in self.sources)

    @property
    def new(self) -> int:
        """Return the number of articles stored for the first time."""
        return sum(source.new for source in self.sources)
