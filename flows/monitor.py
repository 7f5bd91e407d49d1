"""The cycle as a Prefect flow: the same functions, one task per source or batch. The only module that imports Prefect."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed
from pydantic import Field

from flows.cycle import run_cycle
from flows.lock import AlreadyRunning
from flows.serve import LOGGERS
from flows.summary import RunSummary
from news.configuring.settings import load_settings

In = TypeVar("In")
Out = TypeVar("Out")


def tasks(step: Callable[[In], Out], items: Sequence[In], *, name: str) -> Iterable[Out]:
    """Spread over Prefect tasks, each visible in the UI under what it works on."""

    def call(index: int) -> Out:
        return step(items[index])

    # Only an index is passed: Prefect would walk through every page of a batch to look for futures.
    futures = [
        task(
            name=name,
            task_run_name=f"{name} {_label(item, index)}",
            cache_policy=NO_CACHE,
            persist_result=False,
        )(call).submit(index)
        for index, item in enumerate(items)
    ]
    return [future.result() for future in futures]


def _label(item: object, index: int) -> str:
    return str(getattr(item, "name", "")) or str(getattr(item, "archive_file", "")) or str(index + 1)


@flow(name="marsad-cycle", persist_result=False, validate_parameters=True)
def cycle(config: Annotated[str, Field(min_length=1, description="path of marsad.toml")]) -> Any:
    """Run one cycle of the configuration at `config`; fails when no source could be visited."""
    _tell_more()
    logger = get_run_logger()
    settings = load_settings(Path(config))
    try:
        summary = run_cycle(settings, now=lambda: datetime.now(UTC), due_only=True, progress=logger.info, spread=tasks)
    except AlreadyRunning as other:
        return Completed(name="Skipped", message=str(other))
    create_markdown_artifact(key="marsad-run", markdown=_markdown(summary), description="What the run came to")
    return _state(summary)


def _tell_more() -> None:
    # Prefect copies our loggers' lines to the run's log, but the root logger's level drops all below WARNING before that;
    # lowering the root's instead would write a line for each request of every library
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.INFO)


def _state(summary: RunSummary) -> Any:
    line = f"{summary.found} found, {summary.new} new, {summary.similar} similar, {summary.alerts} alerts"
    if summary.state == "failed":
        return Failed(message=f"no source could be visited: {line}")
    return Completed(name="Degraded" if summary.state == "degraded" else "Completed", message=line)


def _markdown(summary: RunSummary) -> str:
    head = "| source | outcome | found | new | known | skipped | failed |\n|---|---|---|---|---|---|---|\n"
    rows = "".join(
        f"| {_cell(one.source)} | {one.outcome} {one.reason} | {one.found} | {one.new} | {one.known} "
        f"| {one.skipped} | {one.failed} |\n"
        for one in summary.sources
    )
    tail = f"\nsimilar {summary.similar}, copies {summary.copies}, mentions {summary.mentions}, alerts {summary.alerts}"
    return f"# {summary.state}\n\n{head}{rows}{tail}, letters {dict(summary.letters)}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
