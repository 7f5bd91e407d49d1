"""Commands that do something: play the demo, make a workspace, run, serve, report, send."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.context import context

if TYPE_CHECKING:
    from flows.summary import RunSummary


def demo(folder: Path = Path("marsad-demo")) -> int:
    """Play two weeks of a bundled sample wire through the real pipeline, offline, into a fresh workspace."""
    from marsad.demo import play

    return play(folder, terminal=context.terminal)


def init(folder: Path = Path()) -> None:
    """Make a workspace: a commented marsad.toml with real public sources, and a folder for examples."""
    from marsad.workspace import make_workspace

    for line in make_workspace(folder):
        context.terminal.say(line)


def check() -> int:
    """Check the configuration, every source once, the store and the mail server; nothing is stored or sent."""
    from flows.check import check_all

    bad = 0
    for line in check_all(context.settings()):
        bad += not line.ok
        context.terminal.say(f"{'ok ' if line.ok else 'BAD'} {context.terminal.foreign(line.text)}")
    return 1 if bad else 0


def run(*, source: str | None = None, dry_run: bool = False) -> int:
    """Run one cycle now and say what came of it.

    Example: marsad run --source "BBC Arabic" --dry-run

    Parameters
    ----------
    source
        Only this source.
    dry_run
        Do everything on a copy that is thrown away; nothing is stored or sent.
    """
    from flows.cycle import run_cycle
    from flows.lock import AlreadyRunning
    from news.errors import SettingsError

    settings = context.settings()
    names = [one.name for one in settings.source if one.enabled]
    if source is not None and source not in names:
        raise SettingsError(settings.path, "--source", f"{source!r}: no such source; there are {', '.join(names)}")
    try:
        summary = run_cycle(settings, now=_now, only_source=source, dry_run=dry_run, progress=context.terminal.progress)
    except AlreadyRunning as other:
        context.terminal.say(str(other))
        return 0
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
    letters = ", ".join(f"{count} {state}" for state, count in summary.letters.items()) or "none"
    terminal.say(
        f"{summary.state} in {summary.seconds:.1f} s: {summary.new} new articles, {summary.similar} similar, "
        f"{summary.copies} copies, {summary.mentions} mentions, {summary.alerts} alerts; letters: {letters}"
    )


def serve() -> None:
    """Keep the cycle running on its schedule, with Prefect's server and UI on 127.0.0.1; Ctrl-C ends it."""
    from flows.serve import serve as serve_forever

    serve_forever(context.settings(), progress=context.terminal.progress)


def report(*, output: Path | None = None) -> None:
    """Write the history as one self-contained HTML page (default data/report.html)."""
    from flows.report import write_report_page

    context.terminal.say(str(write_report_page(context.settings(), output)))


def alerts_test() -> None:
    """Send a test mail to everyone an alert is for; without [mail], write it to data/outbox."""
    from flows.check import send_test

    for line in send_test(context.settings(), _now()):
        context.terminal.say(line)


def alerts_send() -> None:
    """Deliver now what waits."""
    from flows.deliver import deliver
    from storage.publish import publish

    settings = context.settings()
    states = deliver(settings, now=_now, at_once=True)
    publish(settings.store_file, settings.history_file)
    context.terminal.say(", ".join(f"{count} {state}" for state, count in states.items()) or "no letters")
