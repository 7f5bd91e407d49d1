"""Names that no list holds: entity F1 (exact spans; persons, places, organisations) on ANERcorp's training part.

`python -m benchmarks.anercorp` prints the figures of the second half of the sentences, `python -m benchmarks.anercorp first` those of
the half that the rules were made with; `first errors` adds what was missed and what was wrong.

How spans compare: the tokens are joined by one space and read as a text, twenty sentences at a time for want of the corpus's
article ends. A found span counts for all tokens that it touches, so a clitic («وباريس») is no error: the corpus splits none
off and its spans are whole tokens. Nationalities (`nisba`, `nested`) are no entities to the corpus and are left out. A gold
name is known when the built-in world has it (with or without clitics), else new; precision of one part counts what was found by
the recogniser (known) or by discovery (new).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from benchmarks.data import DATA, need_data
from news.discovering.candidates import discover
from news.naming.names import Recogniser
from news.spelling.clitics import stems
from news.spelling.scripts import fold_name
from news.world.known_world import known_world

KINDS = {"PERS": "person", "LOC": "place", "ORG": "organisation"}
SENTENCES = 20


@dataclass(frozen=True, slots=True)
class Span:
    """A name as first and last token and kind."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Twenty sentences: the tokens, where each begins, and the names that the corpus marks."""

    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    gold: frozenset[Span]

    @property
    def text(self) -> str:
        """The tokens joined by spaces."""
        return " ".join(self.tokens)

    def span(self, start: int, end: int, kind: str) -> Span:
        """Return the tokens that a span of the text touches."""
        touched = [i for i, at in enumerate(self.starts) if at < end and at + len(self.tokens[i]) > start]
        return Span(touched[0], touched[-1], kind)

    def words(self, span: Span) -> str:
        """Return the tokens of a span."""
        return " ".join(self.tokens[span.first : span.last + 1])


def sentences() -> Iterator[list[tuple[str, str]]]:
    """Yield the corpus's sentences as tokens with tags."""
    lines = (DATA / "anercorp" / "train_split.txt").read_text(encoding="utf-8").splitlines()
    sentence: list[tuple[str, str]] = []
    for line in lines:
        token, _, tag = line.strip().partition(" ")
        if token:
            sentence.append((token, tag or "O"))
        if sentence and token in {"", ".", "؟", "!"}:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def pieces(every: Iterable[list[tuple[str, str]]]) -> Iterator[Piece]:
    """Yield the sentences in pieces as long as an article."""
    iterator = iter(every)
    while part := list(islice(iterator, SENTENCES)):
        yield _piece([pair for sentence in part for pair in sentence])


def _piece(pairs: Sequence[tuple[str, str]]) -> Piece:
    starts, at = [], 0
    for token, _ in pairs:
        starts.append(at)
        at += len(token) + 1
    return Piece(tuple(token for token, _ in pairs), tuple(starts), frozenset(_gold([tag for _, tag in pairs])))


def _gold(tags: Sequence[str]) -> Iterator[Span]:
    for first, tag in enumerate(tags):
        if tag[:2] == "B-" and tag[2:] in KINDS:
            last = first
            while last + 1 < len(tags) and tags[last + 1] == "I-" + tag[2:]:
                last += 1
            yield Span(first, last, KINDS[tag[2:]])


class Reader:
    """The built-in recogniser and discovery, without any configured name."""

    def __init__(self) -> None:
        self._recogniser = Recogniser(known_world())
        self._kinds = {one.entity_id: one.kind for one in known_world()}
        self._names = {fold_name(n.name) for one in known_world() for n in one.names if n.form == "name"}

    def read(self, piece: Piece) -> tuple[set[Span], set[Span]]:
        """Return the known names and the new ones of a piece."""
        mentions = self._recogniser.recognise("", piece.text)[0]
        new = {piece.span(c.start_char, c.end_char, c.kind) for c in discover(piece.text, mentions)}
        taken = {at for one in new for at in range(one.first, one.last + 1)}
        known = {
            piece.span(m.start_char, m.end_char, self._kinds[m.entity_id])
            for m in mentions
            if m.form not in ("nisba", "nested")
        }
        return {one for one in known if taken.isdisjoint(range(one.first, one.last + 1))}, new

    def is_known(self, words: str) -> bool:
        """Say whether the built-in world has a name."""
        first, _, rest = fold_name(words).partition(" ")
        return any(f"{stem} {rest}".strip() in self._names for _, stem in stems(first))


def score(found: Counter[str]) -> str:
    """Return precision, recall and F1 as text."""
    right, given, gold = found["right"], found["found"], found["gold"]
    precision, recall = right / max(given, 1), right / max(gold, 1)
    f1 = 2 * right / max(given + gold, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({gold} in the corpus, {given} found)"


def main(arguments: Sequence[str]) -> None:
    """Print the figures by kind, then by known and new."""
    need_data()
    every = list(sentences())
    half = len(every) // 2
    chosen = list(pieces(every[:half] if "first" in arguments else every[half:]))
    reader, counts, errors = Reader(), {}, Counter[tuple[str, str, str]]()
    for piece in chosen:
        known, new = reader.read(piece)
        for span in known | new | piece.gold:
            is_gold, is_found = span in piece.gold, span in known or span in new
            status = "known" if span in known or (span not in new and reader.is_known(piece.words(span))) else "new"
            for key in ("all", span.kind, status, f"{status} {span.kind}"):
                counts.setdefault(key, Counter()).update(gold=is_gold, found=is_found, right=is_gold and is_found)
            if is_gold != is_found:
                errors["missed" if is_gold else "wrong", span.kind, piece.words(span)] += 1
    for key in sorted(counts):
        print(f"{key:20} {score(counts[key])}")
    if "errors" in arguments:
        for (what, kind, words), n in errors.most_common():
            print(f"{n:4} {what:7} {kind:13} {words}")


if __name__ == "__main__":
    main(sys.argv[1:])
