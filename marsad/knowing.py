"""Commands about who is known: read what is stored again, and take in names of others."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from marsad.context import context

if TYPE_CHECKING:
    from flows.imports import ImportSummary
    from news.importing.records import Format, Problem
    from news.model import Entity

# Of the ids that did not come, so many are named.
SHOWN = 10


def _now() -> datetime:
    return datetime.now(UTC)


def replay() -> int:
    """Read the stored texts again with today's names and rules: an entity added later is found in older texts too.

    Mentions and matches are replaced, of every version of every article; stories and copies stay, and no letter is sent for
    old news. The texts are those stored: pages are neither fetched nor extracted again. One that was ended goes on where it
    stopped.

    Example: marsad replay
    """
    from flows.replay import replay as read_again

    summary = read_again(context.settings(), now=_now, progress=context.terminal.progress)
    terminal = context.terminal
    if summary.texts == 0 and summary.failed == 0:
        terminal.say("nothing to do: every stored text was read with today's names and rules")
        return 0
    (before, mentions), (matched, matches) = summary.mentions, summary.matches
    terminal.say(
        f"{summary.texts} texts read again in {summary.seconds:.1f} s: "
        f"mentions {before} → {mentions}, matches {matched} → {matches}"
    )
    for reason, count in summary.unread.items():
        terminal.say(f"model: {count} texts were not read by it ({reason})")
    if summary.failed:
        terminal.complain(f"{summary.failed} texts could not be read and are left as they were (-v says why)")
    return 1 if summary.failed else 0


def entities_import(
    source: str,
    /,
    *more: str,
    format: Literal["wikidata", "csv", "opensanctions", "un"] | None = None,  # noqa: A002 - the option's name
    name: str | None = None,
    dry_run: bool = False,
) -> int:
    """Take in the entities of a list: Wikidata's or OpenSanctions' JSON, the UN Security Council's XML, or a CSV table.

    A CSV table has the columns id, kind (person, organisation, place, event, other) and name, several names parted by |,
    and may have language and weak (yes, no). Files may be packed with gzip. Entities that are known already get the
    list's names; names too common to be looked for, like one word of a person, are kept and shown, and not looked for.
    Importing under the same name again replaces what the list gave before; an empty table takes it all back.

    Items of Wikidata are fetched by id ([fetch].wikidata): given here, they join the list `wikidata`, or are brought up to
    date in it; a file of ids, one a line, is a list as any other file. [fetch].contact must be set.

    Example: marsad entities import consolidated.xml --dry-run

    Example: marsad entities import Q42 Q7259

    Parameters
    ----------
    source
        The list's file, or the id of an item of Wikidata.
    more
        Further ids.
    format
        What the file is; default: found by looking.
    name
        What the list is called; default: the file's name without its folder, or `wikidata`.
    dry_run
        Say what is in it; nothing is stored.
    """
    from news.importing.wikibase import item_id, read_id_file

    ids = [found for one in (source, *more) if (found := item_id(one))]
    if len(ids) == 1 + len(more):
        return _import_items(list(dict.fromkeys(ids)), name or "wikidata", is_whole=False, dry_run=dry_run)
    if more:
        wrong = next(one for one in (source, *more) if not item_id(one))
        context.terminal.complain(f"{wrong!r}: give one file, or ids of Wikidata's items such as Q42")
        return 2
    file = Path(source)
    listed = read_id_file(file) if format is None else None
    if listed is None:
        return _import_file(file, name or file.name, format, dry_run=dry_run)
    _complain(file, listed[1])
    return _import_items(listed[0], name or file.name, is_whole=True, dry_run=dry_run)


def _import_file(file: Path, name: str, format: Format | None, *, dry_run: bool) -> int:  # noqa: A002 - the option's name
    from flows.imports import import_list

    summary = import_list(
        context.settings(),
        file,
        name=name,
        format=format,
        dry_run=dry_run,
        now=_now,
        progress=context.terminal.progress,
    )
    _complain(file, summary.found.problems)
    _tell(summary, str(file), name, dry_run=dry_run)
    return 0


def _import_items(ids: Sequence[str], name: str, *, is_whole: bool, dry_run: bool) -> int:
    from flows.wikibase import import_items

    terminal = context.terminal
    summary = import_items(
        context.settings(),
        ids,
        name=name,
        is_whole=is_whole,
        dry_run=dry_run,
        now=_now,
        wait=time.sleep,
        progress=terminal.progress,
    )
    for asked, item in summary.merged.items():
        terminal.say(f"{asked} was merged into {item}")
    for problem in summary.imported.found.problems:
        terminal.complain(problem.text)
    _tell(summary.imported, name, name, dry_run=dry_run, kept=summary.kept)
    if summary.unanswered:
        some = ", ".join(summary.unanswered[:SHOWN]) + (" and others" if len(summary.unanswered) > SHOWN else "")
        terminal.complain(
            f"{len(summary.unanswered)} items did not come, what was known of them stays ({some}): {summary.reason}"
        )
    return 1 if summary.unanswered else 0


def _complain(file: Path, problems: Sequence[Problem]) -> None:
    for problem in problems:
        context.terminal.complain(f"{file}: line {problem.line}: {problem.text}")


def _tell(summary: ImportSummary, place: str, name: str, *, dry_run: bool, kept: int = 0) -> None:
    terminal, found = context.terminal, summary.found
    if found.problem_count > len(found.problems):
        terminal.complain(f"{place}: {found.problem_count - len(found.problems)} more records are left out")
    done = "would import" if dry_run else "imported"
    terminal.say(f"{done} from {name} ({found.format}): {_counts(found.entities)}")
    if not dry_run:
        before = f"in the place of {summary.before - kept} from before" + (f", beside {kept}" if kept else "")
        terminal.say(f"{summary.joined} of them were known by another id; {before}")
        terminal.say("looked for from the next run on; `marsad replay` finds them in older texts")


def _counts(entities: Sequence[Entity]) -> str:
    kinds = Counter(entity.kind for entity in entities)
    names = [name for entity in entities for name in entity.names]
    weak = sum(name.is_weak for name in names)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return f"{len(entities)} entities" + (f" ({told})" if told else "") + f", {len(names)} names, {weak} too common"
