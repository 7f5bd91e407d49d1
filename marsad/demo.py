"""The demo: two weeks of the sample wire through the real pipeline, in about as many seconds."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from flows.cycle import run_cycle
from flows.report import write_report_page
from flows.summary import RunSummary
from marsad.terminal import Terminal
from marsad.wire.articles import articles, outlets
from marsad.wire.server import WireServer
from news.configuring.settings import Settings, load_settings
from news.errors import SettingsError
from news.parsing.pool import Pool
from storage import history

SUBJECT = "kim-jong-un"
STEP = timedelta(hours=12)
# The same address each time keeps the same article ids; another port is taken when these are in use.
PORTS = (*range(8765, 8775), 0)


def play(folder: Path, *, terminal: Terminal) -> int:
    """Play the wire into a fresh workspace and show what came of it; SettingsError when the folder is not empty."""
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError(folder, "", "is not empty; name another folder or remove it")
    moments = list(_moments())
    with WireServer(moments[0], ports=PORTS) as wire, Pool() as pool:
        settings = _workspace(folder, wire)
        terminal.progress(f"playing {moments[0]:%d %B} to {moments[-1]:%d %B %Y} into {folder}, about a minute:")
        runs = [_step(settings, wire, pool, moment, terminal) for moment in moments]
        letters = _letters(settings)
        again = _step(settings, wire, pool, moments[-1], terminal)
    report = write_report_page(settings, None)
    terminal.say(f"\nTwo weeks of a sample wire in {sum(run.seconds for run in runs):.0f} s: {len(runs)} cycles,")
    terminal.say(f"{sum(run.new for run in runs)} articles of {len(outlets()) - 1} invented outlets about real events.")
    terminal.say(f"The last hour again, nothing changed: {again.new} new, {_letters(settings) - letters} letters.")
    _tell_what(settings, terminal)
    _tell_where(settings, report, terminal)
    return 0


def _letters(settings: Settings) -> int:
    return len(list(settings.outbox_folder.glob("*.eml")))


def _moments() -> Iterator[datetime]:
    moment = articles()[0].published_at.replace(hour=23, minute=0)
    last = articles()[-1].published_at
    while moment < last:
        yield moment
        moment += STEP
    yield moment


def _step(settings: Settings, wire: WireServer, pool: Pool, moment: datetime, terminal: Terminal) -> RunSummary:
    wire.clock = moment
    summary = run_cycle(settings, now=lambda: moment, pool=pool)
    terminal.progress(
        f"{moment:%a %d %b %Y %H:%M}  {summary.new:2} new, {summary.similar:2} similar, "
        f"{summary.copies} copies, {summary.alerts} alerts"
    )
    return summary


def _workspace(folder: Path, wire: WireServer) -> Settings:
    examples = folder / "examples" / "arms-talks"
    examples.mkdir(parents=True, exist_ok=True)
    data = files("marsad.wire")
    for name in ("1.txt", "2.txt"):
        text = data.joinpath("examples", name).read_text(encoding="utf-8")
        (examples / name).write_text(text, encoding="utf-8")
    sources = "".join(
        f'[[source]]\nname = {json.dumps(outlet.name, ensure_ascii=False)}\nurl = "{wire.feed_url(outlet)}"\n'
        f'outlet = {json.dumps(outlet.name, ensure_ascii=False)}\nlanguage = "{outlet.language}"\n\n'
        for outlet in outlets().values()
    )
    text = data.joinpath("marsad.toml").read_text(encoding="utf-8")
    target = folder / "marsad.toml"
    target.write_text(text.replace("{address}", wire.address).replace("{sources}", sources), encoding="utf-8")
    return load_settings(target)


def _tell_what(settings: Settings, terminal: Terminal) -> None:
    with history.open_history(settings.history_file) as db:
        terminal.say(
            "\nWho published. Copies are reprints of an article that is there already: kept, linked, not counted"
        )
        terminal.say("as news. Similar ones are like the two example articles in examples/arms-talks:")
        terminal.table(history.rows(db, "demo_outlets"))
        terminal.say("\nOne man as they write him. The configuration names him twice, the rest is found by rules:")
        terminal.table(history.rows(db, "demo_spellings", id=SUBJECT))
        terminal.say("\nSimilar articles a day that mention him:")
        for row in history.rows(db, "demo_days", id=SUBJECT):
            terminal.say(f"{row['day']}  {row['articles']:3}  {'█' * row['articles']}")
        terminal.say("\nSources that failed, since when and why (docs/reasons.md):")
        failing = [row for row in history.rows(db, "source_health_rows") if row["failing_since"]]
        terminal.table(failing, ("source", "failing_since", "reason"))
        terminal.say("\nWhat the three rules of marsad.toml found worth a letter, newest first:")
        terminal.table(history.rows(db, "alert_list"), ("raised_at", "rule", "title"))


def _tell_where(settings: Settings, report: Path, terminal: Terminal) -> None:
    terminal.say(f"\nHistory  {settings.history_file}  (DuckDB: query it with SQL)")
    terminal.say(f"Report   {report}  (open it in a browser)")
    terminal.say(f"Letters  {settings.outbox_folder}  ({_letters(settings)}: open them with a mail program)")
    terminal.say(f"Set up   {settings.path}  (what was looked for, and where)")
    terminal.say("\nNext:")
    program = sys.argv[0] if Path(sys.argv[0]).name == "marsad" else "marsad"
    command = f"{shlex.quote(program)} --config {shlex.quote(str(settings.path))}"
    for rest in (f"trends {SUBJECT}", "search كيم فلاديفوستوك", 'sql "SELECT * FROM spikes ORDER BY day"'):
        terminal.say(f"  {command} {rest}")
    terminal.say("Your own topic: marsad init my-desk")
