"""Commands about new names: what outlets call somebody or something that nobody knows yet, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter, validators

from marsad.context import context

if TYPE_CHECKING:
    from news.configuring.settings import Settings
    from news.model import Kind
    from storage.store import Store

Outlets = Annotated[int, Parameter(help="Outlets that must have it on their own.", validator=validators.Number(gte=1))]
Limit = Annotated[int, Parameter(help="Names to show at most.", validator=validators.Number(gte=1, lte=1_000_000))]
NewName = Annotated[str, Parameter(help="A name that `marsad entities new` shows, in any spelling of its letters.")]
FROM_NOW_ON = "the next run knows it; `marsad replay` brings older texts up to date"
_ID = re.compile(r"[^\s\"'<>]{1,200}")


def new(*, outlets: Outlets = 3, limit: Limit = 50) -> int:
    """Show names that no list holds and that several outlets have, copies not counted, each with a sentence.

    Example: marsad entities new --outlets 2
    """
    from storage.history import open_history
    from storage.naming import confirmed_names

    with open_history(context.settings().history_file) as db:
        found = confirmed_names(db, outlets=outlets, limit=limit)
    for row in found:
        terminal = context.terminal
        terminal.say(
            f"{terminal.foreign(row['name'])} ({row['kind']}): {row['outlets']} outlets, {row['articles']} articles"
        )
        terminal.say(f"    {terminal.foreign(row['sentence'])}")
    if not found:
        context.terminal.say(f"no new name that {outlets} outlets have")
    return 0


def accept(
    name: NewName,
    /,
    *,
    kind: Literal["person", "organisation", "place"] | None = None,
    id: str | None = None,  # noqa: A002 - the option's name
) -> int:
    """Make a new name an entity of its own.

    Example: marsad entities accept "تارمو فيليك" --kind person

    Parameters
    ----------
    name
        A name that `marsad entities new` shows, in any spelling of its letters.
    kind
        What it is, where the articles have it wrong.
    id
        The entity's id; left out, `name:` and the name.
    """
    from news.spelling.scripts import fold_name

    entity_id = id or "name:" + "-".join(fold_name(name).split())
    if not _ID.fullmatch(entity_id):
        context.terminal.complain(
            f"{entity_id!r} is no id: no spaces, quotes or angle brackets, 200 characters at most"
        )
        return 2
    with _store() as db:
        if _is_known(db, entity_id):
            context.terminal.complain(
                f"{entity_id} is known; `marsad entities merge NAME {entity_id}` adds the name to it"
            )
            return 2
        return _decide(db, name, "accepted", kind=kind, entity_id=entity_id)


def merge(name: NewName, entity: Annotated[str, Parameter(help="An id or a name.")], /) -> int:
    """Make a new name a further name of an entity that is known.

    Example: marsad entities merge "تارمو فيليك" tarmo-vellik
    """
    from storage.history import find_entities

    with _store() as db:
        ids = find_entities(db, [entity])[entity]
        if len(ids) != 1:
            problem = f"means {', '.join(ids)}; use one id" if ids else "nobody known; try `marsad entities list PART`"
            context.terminal.complain(f"{entity!r}: {problem}")
            return 2
        return _decide(db, name, "merged", kind=None, entity_id=ids[0])


def reject(name: NewName, /) -> int:
    """Never show a new name again.

    Example: marsad entities reject "تارمو فيليك"
    """
    with _store() as db:
        return _decide(db, name, "rejected", kind=None, entity_id="")


@contextmanager
def _store() -> Iterator[Store]:
    from storage.errors import NoHistory
    from storage.store import open_store, transaction

    settings = context.settings()
    if not settings.store_file.exists():
        raise NoHistory(settings.store_file, "no history yet; `marsad run` makes one")
    with open_store(settings.store_file) as db, transaction(db):
        yield db
    _publish(settings)


def _publish(settings: Settings) -> None:
    from flows.lock import AlreadyRunning, exclusive
    from storage.publish import publish

    # a run publishes when it is whole, and what was decided meanwhile with it
    with suppress(AlreadyRunning), exclusive(settings.lock_file, datetime.now(UTC)):
        publish(settings.store_file, settings.history_file)


def _is_known(db: Store, entity_id: str) -> bool:
    from storage.history import find_entities

    return entity_id in find_entities(db, [entity_id])[entity_id]


def _decide(
    db: Store, name: str, state: Literal["accepted", "merged", "rejected"], *, kind: Kind | None, entity_id: str
) -> int:
    from news.discovering.groups import name_key
    from storage.naming import decide, new_name
    from storage.runs import bump_publication

    name_id = name_key(name)
    found = new_name(db, name_id)
    if found is None:
        context.terminal.complain(f"{name}: no new name is written so; see `marsad entities new`")
        return 2
    decide(db, name_id, state, kind=kind or found["kind"], entity_id=entity_id, now=datetime.now(UTC))
    bump_publication(db)
    shown = context.terminal.foreign(found["name"])
    context.terminal.say(f"{shown}: {state}" + (f" as {entity_id}; {FROM_NOW_ON}" if entity_id else ""))
    return 0
