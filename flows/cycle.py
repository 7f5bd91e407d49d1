"""The cycle: visit, fetch, load, close, publish, deliver — in this order, in plain Python."""

from __future__ import annotations

import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows import close
from flows.ask import Visitor
from flows.collect import Batch, fetched, recovered
from flows.deliver import deliver_unless_busy
from flows.discover import address_of
from flows.knowledge import learn, told
from flows.lexicon import link_lexicons
from flows.load import load_batch
from flows.lock import exclusive
from flows.matches import match_seen, sync
from flows.models import open_tagger
from flows.repeats import remember_texts
from flows.rhythm import States, remember, waiting
from flows.run import Run, Spread, new_run_id, threads
from flows.summary import RunSummary
from flows.visit import visit_safely
from news.articles.boilerplate import LEARNED_FROM
from news.configuring.settings import Settings, Source, source_headers
from news.fetching.web import Web
from news.model import Validators
from news.parsing.pool import Pool
from storage import archive, queue, runs
from storage.aliases import with_known_keys
from storage.publish import copy_at_rest, publish
from storage.queue import DueItem, SourceVisit
from storage.sources import get_states, own_lines
from storage.store import check_free_space, open_store, transaction

logger = logging.getLogger(__name__)


def run_cycle(
    settings: Settings,
    *,
    now: Callable[[], datetime],
    only_source: str | None = None,
    dry_run: bool = False,
    due_only: bool = False,
    progress: Callable[[str], None] = lambda line: None,
    spread: Spread = threads,
    pool: Pool | None = None,
) -> RunSummary:
    """Run one cycle to its end and say what came of it.

    `now` is the clock. `only_source` limits the cycle to one source, `due_only` to those whose rhythm asks for a visit;
    `dry_run` does everything on a copy that is thrown away and delivers nothing. Parsers are the `pool`'s, else its own.
    Raises AlreadyRunning, StoreError or SettingsError; whatever one source, page or letter does is in the summary instead.
    """
    if dry_run:
        with _throwaway(settings, now()) as copy:
            return run_cycle(
                copy, now=now, only_source=only_source, due_only=due_only, progress=progress, spread=spread, pool=pool
            )
    settings.directory.mkdir(parents=True, exist_ok=True)
    with exclusive(settings.lock_file, now()), nullcontext(pool) if pool is not None else Pool() as parsers:
        return _locked_cycle(settings, now, only_source, due_only, progress, spread, parsers)


@contextmanager
def _throwaway(settings: Settings, now: datetime) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="marsad-dry-run-") as folder:
        directory = Path(folder)
        if settings.directory.exists():
            with exclusive(settings.lock_file, now):
                if settings.store_file.exists():
                    copy_at_rest(settings.store_file, directory)
                link_lexicons(settings.directory, directory)
        storage = settings.storage.model_copy(update={"directory": directory})
        yield settings.model_copy(update={"storage": storage, "mail": None})


def _locked_cycle(
    settings: Settings,
    now: Callable[[], datetime],
    only_source: str | None,
    due_only: bool,
    progress: Callable[[str], None],
    spread: Spread,
    pool: Pool,
) -> RunSummary:
    started, clock = now(), time.monotonic()
    check_free_space(settings.store_file)
    with open_tagger(settings) as tagger, Web(settings.fetch, clock=now, deadline=settings.fetch.cycle_deadline) as web:
        knowledge = learn(settings, pool, started, told(settings, progress))
        run = Run(
            settings=settings,
            knowledge=knowledge,
            web=web,
            pool=pool,
            now=started,
            sources=_sources(settings, only_source),
            progress=progress,
            spread=spread,
            run_id=new_run_id(started),
            headers=source_headers(settings, os.environ),
            tagger=tagger,
        )
        _gather(run, recover=only_source is None, due_only=due_only)
    summary = close.close_run(run, now())
    letters = _publish_and_deliver(settings, now)
    archive.prune(settings.archive_folder, older_than=close.keep_since(settings, started))
    return replace(summary, letters=letters, unread=dict(run.unread), seconds=time.monotonic() - clock)


def _sources(settings: Settings, only_source: str | None) -> tuple[Source, ...]:
    return tuple(
        source for source in settings.source if source.enabled and (only_source is None or source.name == only_source)
    )


def _gather(run: Run, *, recover: bool, due_only: bool) -> None:
    """Visit the sources, then fetch and load what is due."""
    validators, states, loaded = _prepare(run)
    visits = _visit(run, validators, states, due_only)
    due = _queue(run, visits, states)
    run.progress(f"{len(due)} items to fetch")
    if recover:
        for batch in recovered(run, due, loaded):
            _load(run, batch)
        due = _still_due(run)
    done = 0
    for batch in fetched(run, due):
        # one at a time: there is one writer, and a batch is compared with those before it
        list(run.spread(lambda one: _load(run, one), [batch], name="batch"))
        done += len(batch.arrivals)
        run.progress(f"{done} of {len(due)} items done")


def _prepare(run: Run) -> tuple[Mapping[str, Validators], States, set[str]]:
    """Bring the store up to date with the configuration, and close runs that were killed."""
    with open_store(run.settings.store_file) as db, transaction(db):
        sync(db, run.settings, run.knowledge)
        for run_id, started_at in runs.open_runs(db):
            runs.close_run(db, run_id, started_at=started_at, finished_at=run.now, state="interrupted", alerts=0)
            runs.bump_publication(db)
        states = get_states(db, {source.name: source.url for source in run.sources})
        run.own_lines = own_lines(db, run.source_names, at_least=LEARNED_FROM)
        remember_texts(run, db)
        addresses = {name: address_of(state) for name, state in states.items()}
        return queue.get_validators(db, addresses, run.now), states, runs.loaded_archives(db)


def _visit(run: Run, validators: Mapping[str, Validators], states: States, due_only: bool) -> list[SourceVisit]:
    def ask(source: Source) -> SourceVisit:
        state = states[source.name]
        visitor = Visitor(
            source=source, web=run.web, pool=run.pool, now=run.now, headers=run.headers.get(source.name, {})
        )
        return visit_safely(visitor, state, validators.get(source.name))

    idle = {
        source.name: visit
        for source in run.sources
        if (visit := waiting(source, states[source.name], run.now, due_only=due_only)) is not None
    }
    asked = [source for source in run.sources if source.name not in idle]
    run.progress(f"visiting {len(asked)} sources" + (f", {len(idle)} wait" if idle else ""))
    return [*idle.values(), *run.spread(ask, asked, name="visit")]


def _queue(run: Run, visits: list[SourceVisit], states: States) -> list[DueItem]:
    """Store what was named, match stored articles that a new source named, and return what is due."""
    with open_store(run.settings.store_file) as db, transaction(db):
        visits = with_known_keys(db, visits)
        seen = queue.queue_visits(db, run.run_id, visits, run.source_names, run.now, configured=run.configured)
        match_seen(run.knowledge, db, seen, run.now)
        remember(db, run.run_id, visits, states, run.now)
        if seen:
            runs.bump_publication(db)
        return queue.due_items(db, run.source_names, run.now)


def _still_due(run: Run) -> list[DueItem]:
    with open_store(run.settings.store_file) as db:
        return queue.due_items(db, run.source_names, run.now)


def _load(run: Run, batch: Batch) -> None:
    result = load_batch(run, batch)
    run.progress(f"batch of {len(batch.arrivals)}: {result.stored} stored")


def _publish_and_deliver(settings: Settings, now: Callable[[], datetime]) -> Mapping[str, int]:
    publish(settings.store_file, settings.history_file)
    letters = deliver_unless_busy(settings, now=now)
    publish(settings.store_file, settings.history_file)
    return letters
