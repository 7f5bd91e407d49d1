"""Commands that do something: play the demo, make a workspace, run, serve, report, send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from marsad.context import context

if TYPE_CHECKING:
    from flows.check import CheckLine
    from flows.summary import RunSummary


def demo(
    folder: Annotated[Path, Parameter(name="DIR", help="A folder that is new or empty.")] = Path("marsad-demo"), /
) -> int:
    """Play two weeks of a bundled sample wire through the real pipeline, offline, and show what was found and where.

    Example: marsad demo /tmp/try
    """
    from marsad.demo import play

    return play(folder, terminal=context.terminal)


def init(
    folder: Annotated[Path, Parameter(name="DIR", help="The folder to make it in; default: here.")] = Path(), /
) -> None:
    """Make a workspace: a commented marsad.toml with real public sources, and a folder for examples.

    Example: marsad init my-desk
    """
    from marsad.workspace import make_workspace

    for line in make_workspace(folder):
        context.terminal.say(line)


def check() -> int:
    """Check the configuration, every source once, the store and the mail server; nothing is stored or sent.

    A line each: ok or BAD; ends with 1 when one is BAD. Also says how many stored articles each watch's threshold
    would keep, so that a threshold can be tried before it is used.

    Example: marsad --config my-desk/marsad.toml check
    """
    from flows.check import check_all

    return _tell(check_all(context.settings()))


def _tell(lines: Iterable[CheckLine]) -> int:
    bad = 0
    for line in lines:
        bad += not line.ok
        context.terminal.say(f"{'ok ' if line.ok else 'BAD'} {context.terminal.foreign(line.text)}")
    return 1 if bad else 0


def run(*, source: str | None = None, dry_run: bool = False) -> int:
    """Run one cycle now and say what came of it.

    Example: marsad run --source "BBC Arabic" --dry-run

    Parameters
    ----------
    source
        Only this source; default: all that are enabled.
    dry_run
        Do everything on a copy that is thrown away; nothing is stored or sent.
    """
    from flows.cycle import run_cycle
    from news.errors import SettingsError

    settings = context.settings()
    names = [one.name for one in settings.source if one.enabled]
    if source is not None and source not in names:
        there = f"no such enabled source; there are {', '.join(names) or 'none'}"
        raise SettingsError(settings.path, "--source", f"{source!r}: {there}")
    summary = run_cycle(settings, now=_now, only_source=source, dry_run=dry_run, progress=context.terminal.progress)
    print_summary(summary)
    return 1 if summary.state == "failed" else 0


def _now() -> datetime:
    return datetime.now(UTC)


def print_summary(summary: RunSummary) -> None:
    """Print what a run came to, source by source."""
    terminal = context.terminal
    rows = [
        {
            "source": one.source,
            "found": one.found,
            "new": one.new,
            "known": one.known,
            "skipped": one.skipped,
            "failed": one.failed,
            "why": " ".join(filter(None, (one.reason, *(f"{r}×{n}" for r, n in one.reasons.items()))))
            or one.outcome.replace("_", " "),
        }
        for one in summary.sources
    ]
    terminal.table(rows)
    for line in _remarks(summary):
        terminal.say(line)
    letters = ", ".join(f"{count} {state}" for state, count in summary.letters.items()) or "none"
    terminal.say(
        f"{summary.state} in {summary.seconds:.1f} s: {summary.new} new articles, {summary.similar} similar, "
        f"{summary.copies} copies, {summary.mentions} mentions, {summary.alerts} alerts; letters: {letters}"
    )
    if summary.letters.keys() & {"pending", "failed", "unknown"}:
        terminal.say("mail: not all letters were taken; what waits is tried again, `marsad alerts list` says why")
    if summary.outdated:
        terminal.say(
            f"{summary.outdated} articles were read with other names or rules than today's: `marsad replay` reads them again"
        )
    if summary.is_cut_off:
        terminal.say("network down: nobody could be reached from here, so nothing is held against any source")
    elif summary.state == "failed":
        terminal.say("no source could be visited; `marsad check` looks at each, docs/reasons.md explains the words")


def _remarks(summary: RunSummary) -> Iterator[str]:
    """Yield what there is to say of single sources and articles."""
    for one in summary.sources:
        if one.missing:
            yield f"{one.source}: a gap, about {one.missing} items may be missing since the visit before"
        if one.walls:
            yield f"{one.source}: blocked? {one.walls} of its pages were walls, or one text at many addresses"
    if summary.dropped:
        yield f"{summary.dropped} mentions more than 1,000 of one name in one article were counted and not stored"
    for reason, count in summary.unread.items():
        yield f"model: {count} texts were not read by it ({reason})"


def serve() -> None:
    """Keep the cycle running on [schedule].cron, with Prefect's server and UI on 127.0.0.1; Ctrl-C ends it.

    Example: marsad --config my-desk/marsad.toml serve
    """
    from flows.serve import serve as serve_forever

    serve_forever(context.settings(), now=_now(), progress=context.terminal.progress)


def report(*, output: Path | None = None) -> None:
    """Write the history as one self-contained HTML page.

    Example: marsad report --output /tmp/report.html

    Parameters
    ----------
    output
        The file to write; default: data/report.html in the workspace.
    """
    from flows.report import write_report_page

    context.terminal.say(str(write_report_page(context.settings(), output)))


def alerts_test() -> int:
    """Send a test mail to everyone an alert is for; without [mail], write it to data/outbox.

    Example: marsad alerts test
    """
    from flows.check import send_test

    return _tell(send_test(context.settings(), _now()))


def alerts_send() -> None:
    """Deliver now what waits.

    Example: marsad alerts send
    """
    from flows.deliver import deliver
    from storage.errors import NoHistory
    from storage.publish import publish

    settings = context.settings()
    if not settings.store_file.exists():
        raise NoHistory(settings.store_file, "no history yet; `marsad run` makes one")
    states = deliver(settings, now=_now, at_once=True)
    publish(settings.store_file, settings.history_file)
    context.terminal.say("letters: " + (", ".join(f"{count} {state}" for state, count in states.items()) or "none"))
