"""Commands that read the published history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter, validators

from marsad.context import context

Days = Annotated[int, Parameter(validator=validators.Number(gte=1, lte=36500))]


def sql(
    query: str,
    *,
    format: Literal["table", "csv", "json", "jsonl", "parquet"] = "table",  # noqa: A002 - the option's name
    output: Path | None = None,
) -> None:
    """Run read-only SQL on the history, also while a run writes.

    Example: marsad sql "SELECT day, articles FROM daily_mentions WHERE entity_id = 'country:kp' ORDER BY day"

    Parameters
    ----------
    query
        One statement; tables and views are in docs/columns.md.
    format
        How the result is written.
    output
        A file instead of standard output; needed for parquet.
    """
    from storage.errors import SqlRefused
    from storage.sandbox import run_query

    if format == "parquet" and output is None:
        raise SqlRefused("parquet goes to a file: add --output FILE")
    run_query(context.settings().history_file, query, output_format=format, output=output, width=context.terminal.width)


def search(words: str, /, *more: str, limit: int = 20) -> None:
    """Find articles by words in title or text, however Arabic letters are written.

    Example: marsad search كيم موسكو
    """
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        found = history.search(db, " ".join((words, *more)), limit=limit)
    if not found:
        context.terminal.say("no article has all these words")
        return
    rows = [{**row, "copy": "copy" if row["copy_of"] else ""} for row in found]
    context.terminal.table(rows, ("article_id", "day", "outlet", "copy", "title"))


def show(article: str, /) -> int:
    """Show one article by id or URL: its text, matches with reasons, copies and mentions."""
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        found = history.show(db, article)
        labels = {row["entity_id"]: row["name"] for row in history.rows(db, "labels")}
    if not found:
        context.terminal.complain(f"{article}: no such article; `marsad search WORDS` finds ids")
        return 2
    _show(found[0], labels)
    return 0


def _show(row: Mapping[str, Any], labels: Mapping[str, str]) -> None:
    terminal = context.terminal
    terminal.say(terminal.foreign(row["title"]))
    terminal.say(f"{row['url']}")
    facts = [row["article_id"], row["outlet"], row["language"], str(row["published_day"] or "-"), f"v{row['version']}"]
    terminal.say(" · ".join(terminal.foreign(fact) for fact in facts))
    terminal.say(f"story {row['story_id']}" + (f", copy of {row['copy_of']}" if row["copy_of"] else ""))
    for match in row["found_by"] or ():
        terminal.say(f"matches {match['watch']} {match['score']:.2f}: {_because(json.loads(match['reasons']), labels)}")
    for copy in row["copied_by"] or ():
        terminal.say(f"copied by {terminal.foreign(copy['outlet'])}: {copy['article_id']} {copy['url']}")
    counts: dict[tuple[str, str, str], int] = {}
    for one in row["mentioned"] or ():
        key = (one["name"], one["surface"], one["form"])
        counts[key] = counts.get(key, 0) + 1
    terminal.say()
    for line in row["text"].splitlines():
        terminal.say(terminal.foreign(line))
    terminal.say()
    rows = [{"name": n, "written": s, "form": f, "times": c} for (n, s, f), c in sorted(counts.items())]
    if rows:
        terminal.table(rows)


def _because(reasons: Mapping[str, Mapping[str, float]], labels: Mapping[str, str]) -> str:
    parts = [*(labels.get(one, one) for one in reasons.get("names", {})), *reasons.get("words", {})]
    return context.terminal.foreign(", ".join(parts))


def trends(*entities: str, days: Days = 14, watch: str | None = None) -> int:
    """Show mentions over time; without names: what rises, falls and is new.

    Example: marsad trends kim-jong-un "North Korea" --days 7
    """
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        newest = history.newest_day(db)
        context.terminal.say(f"the {days} days to {newest}, the newest day in the history")
        if not entities:
            context.terminal.table(history.movers(db, days=days, watch=watch), ("trend", "before", "now", "entity"))
            return 0
        ids = _resolve(history.find_entities(db, entities))
        if ids is None:
            return 2
        rows = history.trend(db, ids, days=days, watch=watch)
    most = max((row["articles"] for row in rows), default=1)
    bars = [{**row, "": "█" * max(1, round(30 * row["articles"] / most))} for row in rows]
    context.terminal.table(bars, ("entity", "day", "mentions", "articles", "stories", "outlets", ""))
    return 0


def _resolve(found: Mapping[str, list[str]]) -> list[str] | None:
    for name, ids in found.items():
        if len(ids) != 1:
            problem = f"means {', '.join(ids)}; use one id" if ids else "is not known; see `marsad entities list`"
            context.terminal.complain(f"{name!r} {problem}")
            return None
    return [ids[0] for ids in found.values()]


def sources() -> None:
    """Show the health of every source: last success, last new article, since when it fails and why."""
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        context.terminal.table(history.rows(db, "source_health_rows"))


def alerts_list() -> None:
    """Show what was raised, and the letters that were sent or wait."""
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        raised, letters = history.rows(db, "alert_list"), history.rows(db, "letter_list")
    context.terminal.table(raised, ("raised_at", "rule", "title")) if raised else context.terminal.say("no alerts yet")
    context.terminal.say()
    if letters:
        context.terminal.table(letters, ("created_at", "recipient", "state", "attempts", "letter_id", "last_error"))


def entities_list(pattern: str = "", *, limit: int = 50) -> None:
    """List who is known, those most mentioned first; PATTERN is part of a name or id."""
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        context.terminal.table(history.rows(db, "entity_list", pattern=pattern, limit=limit))


def entities_show(entity: str, /) -> int:
    """Show one entity: its names and where they come from, and how it was really written."""
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        ids = _resolve(history.find_entities(db, [entity]))
        if ids is None:
            return 2
        found = history.rows(db, "entity_show", id=ids[0])[0]
    context.terminal.say(f"{found['entity_id']} ({found['kind']}): {context.terminal.foreign(found['name'])}")
    context.terminal.table(found["names"] or [], ("name", "language", "origin"))
    context.terminal.say()
    if found["found_as"]:
        context.terminal.table(found["found_as"], ("surface", "form", "mentions"))
    return 0
