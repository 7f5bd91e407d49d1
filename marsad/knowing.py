"""Commands about who is known: read what is stored again, and take in names of others."""

from __future__ import annotations

from datetime import UTC, datetime

from marsad.context import context


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
    if summary.failed:
        terminal.complain(f"{summary.failed} texts could not be read and are left as they were (-v says why)")
    return 1 if summary.failed else 0
