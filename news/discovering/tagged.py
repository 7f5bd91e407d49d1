"""What a model of one's own saw, beside what the rules found: as candidates, in whole words, without clitics."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from news.discovering.candidates import MOST_CANDIDATES, MOST_CHARACTERS, Candidate
from news.discovering.text import Text
from news.model import Mention
from news.spelling.clitics import stems
from news.spelling.scripts import fold_name
from news.tagging.spans import Span

# A model that is out of its depth marks whole sentences.
_LONGEST = 10


def with_tagged(
    text: str, mentions: Sequence[Mention], found: Sequence[Candidate], spans: Sequence[Span]
) -> tuple[Candidate, ...]:
    """Return the names that rules `found` and those of a model's `spans` that no mention of a known name holds, in order.

    Where both have a say, the model's span stands: it was made from the sentence, a rule's from the words beside the name.
    """
    if not spans:
        return tuple(found)
    tagged = _without_clitics(list(_tagged(text[:MOST_CHARACTERS], mentions, spans)))
    starts = [one.start_char for one in tagged]

    def is_free(one: Candidate) -> bool:
        at = bisect_left(starts, one.end_char)  # those before it begin before its end
        return at == 0 or tagged[at - 1].end_char <= one.start_char

    both = sorted((*tagged, *filter(is_free, found)), key=lambda one: one.start_char)
    return tuple(both[:MOST_CANDIDATES])


def _tagged(text: str, mentions: Sequence[Mention], spans: Sequence[Span]) -> Iterator[Candidate]:
    words = Text(text, mentions)
    starts = words.folded.starts
    begins = [starts[word.start] for word in words.words]
    ends = [starts[word.end - 1] + 1 for word in words.words]
    free = 0
    for span in spans:
        first, end = bisect_right(ends, span.start_char), bisect_left(begins, span.end_char)
        first, end = _without_marks(words, max(first, free), end)
        if _is_name(words, first, end):
            free = end
            start_char, end_char = words.span(first, end - 1)
            yield Candidate(
                name=text[start_char:end_char],
                kind=span.kind,
                start_char=start_char,
                end_char=end_char,
                evidence="model",
            )


def _without_clitics(tagged: Sequence[Candidate]) -> list[Candidate]:
    """Take a clitic off a name that the model sees without it elsewhere in the text: «لفرويد» where there is «فرويد»."""
    names = {fold_name(one.name) for one in tagged}
    return [_from_stem(one, names) for one in tagged]


def _from_stem(one: Candidate, names: Collection[str]) -> Candidate:
    stem = next((rest for clitic, rest in stems(fold_name(one.name)) if clitic and rest in names), "")
    cuts = range(1, len(one.name) if stem else 0)
    cut = max((cut for cut in cuts if fold_name(one.name[cut:]) == stem), default=0)  # the clitic's vowel goes with it
    return replace(one, name=one.name[cut:], start_char=one.start_char + cut)


def _without_marks(words: Text, first: int, end: int) -> tuple[int, int]:
    while first < end and not words[first].text.isalnum():
        first += 1
    while first < end and not words[end - 1].text.isalnum():
        end -= 1
    return first, end


def _is_name(words: Text, first: int, end: int) -> bool:
    """Say whether words are a new name: on one line, not too many, of no known name, and more than the adjective of a country."""
    inside = [words[at] for at in range(first, end)]
    taken = [word.taken for word in inside]
    return (
        0 < len(inside) <= _LONGEST
        and any(word.text[0].isalpha() for word in inside)
        and "name" not in taken
        and set(taken) != {"nisba"}
        and all(word.text != "\n" for word in inside)
    )
