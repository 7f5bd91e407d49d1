"""Commands about who is known: read what is stored again, and take in names of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from marsad.context import context

if TYPE_CHECKING:
    from news.model import Entity


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
    file: Path,
    /,
    *,
    format: Literal["wikidata", "csv", "opensanctions", "un"] | None = None,  # noqa: A002 - the option's name
    name: str | None = None,
    dry_run: bool = False,
) -> int:
    """Take in the entities of a list: Wikidata's or OpenSanctions' JSON, the UN Security Council's XML, or a CSV table.

    A CSV table has the columns id, kind (person, organisation, place, event, other) and name, several names parted by |,
    and may have language and weak (yes, no). Files may be packed with gzip. Entities that are known already get the
    list's names; names too common to be looked for, like one word of a person, are kept and shown, and not looked for.
    Importing under the same name again replaces what the list gave before; an empty table takes it all back.

    Example: marsad entities import consolidated.xml --dry-run

    Parameters
    ----------
    file
        The list.
    format
        What it is; default: found by looking.
    name
        What the list is called; default: the file's name without its folder.
    dry_run
        Say what is in it; nothing is stored.
    """
    from flows.imports import import_list

    called = name or file.name
    summary = import_list(context.settings(), file, name=called, format=format, dry_run=dry_run, now=_now)
    terminal, found = context.terminal, summary.found
    for problem in found.problems:
        terminal.complain(f"{file}: line {problem.line}: {problem.text}")
    if found.problem_count > len(found.problems):
        terminal.complain(f"{file}: {found.problem_count - len(found.problems)} more records are left out")
    terminal.say(
        f"{'would import' if dry_run else 'imported'} from {called} ({found.format}): {_counts(found.entities)}"
    )
    if not dry_run:
        terminal.say(f"{summary.joined} of them were known by another id; in the place of {summary.before} from before")
        terminal.say("looked for from the next run on; `marsad replay` finds them in older texts")
    return 0


def _counts(entities: Sequence[Entity]) -> str:
    kinds = Counter(entity.kind for entity in entities)
    names = [name for entity in entities for name in entity.names]
    weak = sum(name.is_weak for name in names)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return f"{len(entities)} entities" + (f" ({told})" if told else "") + f", {len(names)} names, {weak} too common"
