"""Commands that read the published history."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter, validators

from marsad.context import context

if TYPE_CHECKING:
    from news.configuring.settings import Source

Days = Annotated[
    int,
    Parameter(help="Counted back from the newest day in the history.", validator=validators.Number(gte=1, lte=36500)),
]
Limit = Annotated[int, Parameter(help="Rows to show at most.", validator=validators.Number(gte=1, lte=1_000_000))]
Entity = Annotated[str, Parameter(help="An id or a name.")]
Watch = Annotated[str | None, Parameter(help="Only what this watch matched; default: all watches.")]


def sql(
    query: str,
    /,
    *,
    format: Literal["table", "csv", "json", "jsonl", "parquet"] = "table",  # noqa: A002 - the option's name
    output: Path | None = None,
) -> None:
    """Run read-only SQL on the history, also while a run writes.

    Example: marsad sql "SELECT day, articles FROM daily_mentions WHERE entity_id = 'country:kp'" --format csv

    Parameters
    ----------
    query
        One statement; tables and views are in docs/columns.md.
    format
        How the result is written.
    output
        A file; needed for parquet, otherwise the default is standard output.
    """
    from storage.errors import SqlRefused
    from storage.sandbox import run_query

    if format == "parquet" and output is None:
        raise SqlRefused("parquet goes to a file: add --output FILE")
    run_query(context.settings().history_file, query, output_format=format, output=output, width=context.terminal.width)


HEALTH = ("source", "kind", "last_success_at", "last_new_at", "items_7d", "next_visit_at", "failing_since", "reason")


def search(word: str, /, *words: str, limit: Limit = 20) -> int:
    """Find articles that have all words in title or text, however Arabic letters are written; newest first.

    Example: marsad search كيم موسكو
    """
    from storage import history

    wanted = " ".join((word, *words)).strip()
    if not wanted:
        context.terminal.complain("name a word to search for")
        return 2
    with history.open_history(context.settings().history_file) as db:
        found = history.search(db, wanted, limit=limit)
    if not found:
        context.terminal.say("no article has all these words")
        return 0
    rows = [{**row, "copy": "copy" if row["copy_of"] else ""} for row in found]
    context.terminal.table(rows, ("article_id", "day", "outlet", "copy", "title"))
    return 0


def show(article: str, /) -> int:
    """Show one article by id or URL: its text, matches with reasons, copies, mentions and quotes.

    Example: marsad show https://example.org/news/17
    """
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
    for one in row["quoted"] or ():
        terminal.say(terminal.foreign(f"{one['name']} · {one['verb']} · {one['quote']}"))


def _because(reasons: Mapping[str, Mapping[str, float]], labels: Mapping[str, str]) -> str:
    parts = [*(labels.get(one, one) for one in reasons.get("names", {})), *reasons.get("words", {})]
    return context.terminal.foreign(", ".join(parts))


def trends(*entities: Entity, days: Days = 14, watch: Watch = None) -> int:
    """Show mentions over time; without names: what rises, falls and is new.

    Example: marsad trends kim-jong-un "North Korea" --days 7
    """
    from storage import history

    settings = context.settings()
    watches = [one.name for one in settings.watch]
    if watch is not None and watch not in watches:
        context.terminal.complain(f"--watch: {watch!r}: no such watch; there are {', '.join(watches)}")
        return 2
    with history.open_history(settings.history_file) as db:
        ids = _resolve(history.find_entities(db, entities))
        if ids is None:
            return 2
        newest, first = history.newest_day(db), history.first_day(db)
        if newest is None or first is None:
            context.terminal.say("no articles in the history yet")
            return 0
        context.terminal.say(f"the {days} days to {newest}, the newest day in the history")
        if ids:
            _show_trend(history.trend(db, ids, days=days, watch=watch))
        else:
            context.terminal.say(f"before: the {days} days before those; the history begins {first}\n")
            _show_movers(history.movers(db, days=days, watch=watch))
    return 0


def _show_trend(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        context.terminal.say("no mentions in these days")
        return
    most = max(row["articles"] for row in rows)
    bars = [{**row, "": "█" * max(1, round(30 * row["articles"] / most))} for row in rows]
    context.terminal.table(bars, ("entity", "day", "mentions", "articles", "stories", "outlets", ""))


def _show_movers(rows: Sequence[Mapping[str, Any]]) -> None:
    moving = [row for trend in ("new", "rises", "falls") for row in rows if row["trend"] == trend]
    if moving:
        context.terminal.table(moving, ("trend", "before", "now", "entity", "entity_id"))
    else:
        context.terminal.say("nothing rises, falls or is new")


def _resolve(found: Mapping[str, list[str]]) -> list[str] | None:
    for name, ids in found.items():
        if len(ids) != 1:
            problem = f"means {', '.join(ids)}; use one id" if ids else "nobody known; try `marsad entities list PART`"
            context.terminal.complain(f"{name!r}: {problem}")
            return None
    return [ids[0] for ids in found.values()]


def sources(*, opml: Path | None = None) -> None:
    """Show the health of every source: what it is, when it last gave something new, and what is wrong with it.

    Example: marsad sources

    Example: marsad sources --opml subscriptions.opml >> marsad.toml

    Parameters
    ----------
    opml
        Instead, print the subscriptions of this OPML file as [[source]] tables for marsad.toml.
    """
    if opml is not None:
        _print_subscriptions(opml)
        return
    from desk.health import troubles
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        found = history.rows(db, "source_health_rows")
    context.terminal.table(found, HEALTH)
    for row in found:
        for line in troubles(row, "en"):
            context.terminal.say(f"{context.terminal.foreign(row['source'])}: {context.terminal.foreign(line)}")


def _print_subscriptions(path: Path) -> None:
    from news.errors import SettingsError
    from news.model import Refusal
    from news.parsing.pool import OpmlJob, Pool
    from news.sources.opml import write_sources

    try:
        body = path.read_bytes()
    except OSError as error:
        raise SettingsError(path, "", str(error.strerror)) from error
    with Pool(size=1) as pool:
        found = pool.read_opml(OpmlJob(body=body, tag=None))
    if isinstance(found, Refusal):
        raise SettingsError(path, "", f"no OPML list of subscriptions ({found.detail or found.reason})")
    context.terminal.say(write_sources(found.outlines, taken=[one.name for one in _configured_sources()]))


def _configured_sources() -> Sequence[Source]:
    from news.configuring.settings import find_settings

    # a list may be imported before there is a configuration
    path = find_settings(context.config, os.environ, Path.cwd())
    return context.settings().source if path.exists() else ()


def alerts_list() -> None:
    """Show what was raised, and the letters that were sent or wait.

    Example: marsad alerts list
    """
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        raised, letters = history.rows(db, "alert_list"), history.rows(db, "letter_list")
    context.terminal.table(raised, ("raised_at", "rule", "title")) if raised else context.terminal.say("no alerts yet")
    context.terminal.say()
    if letters:
        context.terminal.table(letters, ("created_at", "recipient", "state", "attempts", "letter_id", "last_error"))


def entities_list(part: str = "", /, *, limit: Limit = 50) -> None:
    """List who is known, those most mentioned first.

    Example: marsad entities list كيم

    Parameters
    ----------
    part
        Part of a name or id; left out, all.
    """
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        found = history.rows(db, "entity_list", pattern=part, limit=limit)
    if found:
        context.terminal.table(found)
    else:
        context.terminal.say("nobody known has this in a name or id")


def entities_show(entity: Entity, /) -> int:
    """Show one entity: its names and where they come from, and how it was really written.

    Example: marsad entities show "North Korea"
    """
    from storage import history

    with history.open_history(context.settings().history_file) as db:
        ids = _resolve(history.find_entities(db, [entity]))
        if ids is None:
            return 2
        found = history.rows(db, "entity_show", id=ids[0])[0]
    context.terminal.say(f"{found['entity_id']} ({found['kind']}): {context.terminal.foreign(found['name'])}")
    names = [{**name, "": "too common to be looked for" if name["is_weak"] else ""} for name in found["names"] or ()]
    context.terminal.table(names, ("name", "language", "origin", "confidence", ""))
    if found["offices"]:
        context.terminal.say()
        context.terminal.table(found["offices"])
    context.terminal.say()
    if found["found_as"]:
        context.terminal.table(found["found_as"], ("surface", "form", "mentions"))
    return 0
