"""Sources between runs: what was found at their addresses, how they publish, and when they may be asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime

from news.sources.schedule import Rhythm
from storage.sql import sql
from storage.store import Store, insert_rows


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceState:
    """What is remembered of one source. `feed_url` is what is read instead of `url`, empty when that is `url` itself."""

    source: str
    url: str
    feed_url: str = ""
    kind: str = ""
    looked_at: datetime | None = None
    moved_to: str = ""
    rhythm: Rhythm = field(default_factory=Rhythm)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A visit whose window showed nothing that the one before it had shown; `missing` is an estimate."""

    source: str
    from_time: datetime
    to_time: datetime
    missing: int


def get_states(db: Store, addresses: Mapping[str, str]) -> dict[str, SourceState]:
    """Return the state of each source of (name, configured URL); a fresh one when it is new or its URL is another."""
    found = {}
    for row in db.execute(sql("get_source_states"), {"sources": list(addresses)}).fetchall():
        source, url, feed_url, kind, looked_at, moved_to, *told = row
        rhythm = Rhythm(**dict(zip((one.name for one in fields(Rhythm)), told, strict=True)))
        found[source] = SourceState(
            source=source,
            url=url,
            feed_url=feed_url,
            kind=kind,
            looked_at=looked_at,
            moved_to=moved_to,
            rhythm=rhythm,
        )
    return {
        source: found[source] if source in found and found[source].url == url else SourceState(source=source, url=url)
        for source, url in addresses.items()
    }


def set_states(db: Store, states: Sequence[SourceState]) -> None:
    """Remember what the visits of a run told."""
    insert_rows(db, "set_source_states", [_row(state) for state in states])


def _row(state: SourceState) -> dict[str, object]:
    row = asdict(state)
    rhythm = row.pop("rhythm")
    return {**row, **rhythm}


def add_gaps(db: Store, run_id: str, gaps: Sequence[Gap]) -> None:
    """Record gaps of a run."""
    insert_rows(db, "add_gaps", [{"run_id": run_id, **asdict(gap)} for gap in gaps])


def run_gaps(db: Store, run_id: str) -> dict[str, int]:
    """Return how many items may be missing, by source, as a run found."""
    return dict(db.execute(sql("get_run_gaps"), {"run_id": run_id}).fetchall())


def new_items(db: Store, run_id: str, now: datetime) -> dict[str, int]:
    """Return how many items each source named in this run that nobody had named before it."""
    return dict(db.execute(sql("count_new_items"), {"run_id": run_id, "now": now}).fetchall())


def add_lines(db: Store, counts: Mapping[str, Mapping[int, int]], now: datetime) -> None:
    """Count lines by source in how many more articles each stands."""
    rows = [
        {"source": source, "line": line, "articles": articles}
        for source, lines in counts.items()
        for line, articles in lines.items()
    ]
    insert_rows(db, "add_source_lines", rows, now=now)


def forget_lines(db: Store, now: datetime) -> None:
    """Forget lines that stood once, a month ago, and never again."""
    db.execute(sql("forget_source_lines"), {"now": now})


def own_lines(db: Store, sources: Sequence[str], *, at_least: int) -> dict[str, frozenset[int]]:
    """Return the lines by source that stand in so many of its articles."""
    found: dict[str, set[int]] = {}
    for source, line in db.execute(
        sql("get_source_lines"), {"sources": list(sources), "at_least": at_least}
    ).fetchall():
        found.setdefault(source, set()).add(line)
    return {source: frozenset(lines) for source, lines in found.items()}
