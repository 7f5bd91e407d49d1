"""What readers of both languages find, and where what is said ends."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from news.quoting.passage import MARK, Passage

# No sentence of a newspaper has more words; a page without any full stop must not be one quote.
LONGEST_CLAUSE = 120
COMMAS = frozenset(",،؛;")
_TRAILING = frozenset(".,،؛;:…\n(")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks, as entity ids: nobody known when empty. `after` is the token behind; `words` are those of his titles."""

    speakers: tuple[str, ...]
    after: int
    words: frozenset[str] = frozenset()
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """An act of speech: the verb's token, the first and last token of what is said, and how long the verb's clitics are."""

    verb: int
    subject: Subject
    gender: str
    first: int
    last: int
    clitics: int = 0


def direct_quote(passage: Passage, at: int, *, at_once: bool, before: Collection[str]) -> tuple[int, int] | None:
    """Return the tokens between the marks at a place, or None for a name, a title or a word held at arm's length.

    `at_once` says that the speaker or verb stands right before it, `before` are words before names in quotation marks.
    """
    closing = passage.closing.get(at)
    if closing is None or closing == at + 1:
        return None
    words = sum(passage.word(one).isalnum() for one in range(at + 1, min(closing, at + 9)))
    named = passage.named.get(at + 1)
    is_name = named is not None and named.last >= closing - 1
    fewest = 1 if passage.word(at - 1) in ":," else 2 if at_once else 4
    if is_name or words < fewest or passage.word(at - 1) in before:
        return None
    return at + 1, closing - 1


def clause(passage: Passage, first: int, ends: Callable[[int], bool]) -> tuple[int, int] | None:
    """Return the tokens from a place to the end of its sentence, or to where `ends` says that something else begins."""
    limit = min(first + LONGEST_CLAUSE, len(passage.words))
    end, at = passage.sentence_end(first), first
    comma = 0
    while at < min(end, limit) and not (at > first and ends(at)):
        closing = passage.closing.get(at) if passage.word(at) == MARK else None
        if closing is not None and at > first and passage.word(at - 1) == ".":  # a sentence of its own
            break
        if closing is not None:  # a sentence may end inside the marks
            end, at = max(end, closing + 1), closing
        elif passage.word(at) in COMMAS:
            comma = at
        at += 1
    if at >= limit and end > limit:
        at = comma or limit
    while at > first and passage.word(at - 1) in _TRAILING:
        at -= 1
    return (first, at - 1) if at > first else None
