"""Statements: how many of all that articles attribute to somebody are found, and how many of those found are right.

`python -m benchmarks.statements` reads whole articles in which a reader marked every statement of a named speaker, in Arabic
(saudinewsnet, drawn at random among those of 500 to 2,600 characters that mention somebody known) and in English (the article
extraction benchmark and fundus, of 700 to 5,000 characters, with a word of saying). statements.json holds offsets only. The speakers
are given to the finder as known, so that the rules are measured and not the lists. "span" asks for the same end (3 characters) and
start (14: the particle may be left out). `... -v` prints where each miss is.

| draw | statements | before: found | right | after: found | right | with span |
|---|---|---|---|---|---|---|
| Arabic 1 | 48 | 23 | 23 of 24 | 32 | 32 of 32 | 26 |
| Arabic 2, kept back | 36 | 18 | 18 of 18 | 25 | 25 of 25 | 21 |
| English 1 | 51 | 40 | 40 of 40 | 48 | 48 of 48 | 47 |
| English 2, kept back | 34 | 18 | 18 of 18 | 33 | 33 of 33 | 33 |
| English 3, kept back | 62 | 40 | 40 of 41 | 47 | 47 of 48 | 44 |

"Before" is, of a first draw, before any rule was mended; of one kept back, before what it showed was. What Arabic misses is a speaker
called by his office alone, verbs that take no «أن», titles that end without an article; English, single quotation marks and long
appositions. A span that is wrong is mostly too short: «كما», «وذلك» and the like behind a comma are taken for the paper's voice.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need_data, news, read_bytes
from benchmarks.names import recogniser
from benchmarks.quotes import kinds
from news.model import Kind, Mention, Quote
from news.quoting.quotes import find_quotes
from news.spelling.scripts import sentences

JUDGED = Path(__file__).with_name("statements.json")
_START, _END = 14, 3

Span = tuple[int, int]
Statement = tuple[str, int, int]  # speaker, start, end


def text_of(article: str) -> str:
    """Return the text of an article by its key: set, file or day, and number or name."""
    name, place, key = article.split("|")
    if name == "saudinewsnet":
        return str(cache(news)(place)[int(key)]["content"])
    if name == "aeb":
        found: dict[str, Any] = json.loads(read_bytes(DATA / "article-extraction-benchmark" / place))
        return str(found[key]["articleBody"])
    body = json.loads(read_bytes(DATA / "fundus" / place))[key]["body"]
    parts = [line for one in body["sections"] for line in (*one["headline"], *one["paragraphs"])]
    return "\n".join(("\n".join(body["summary"]), *parts)).strip()


def quotes_of(text: str, speakers: Mapping[str, Any]) -> tuple[Quote, ...]:
    """Return the quotes found when the speakers, with kind and places in the text, are known beside everybody else."""
    own = [(start, end, name) for name, one in speakers.items() for start, end in one["at"]]
    known, what = recogniser(), kinds()
    others = [
        one
        for one in known.recognise("", text)[0]
        if not any(start < one.end_char and one.start_char < end for start, end, _ in own)
    ]
    lines = sentences(text)
    mentions = [*others, *(_mention(text, start, end, name, lines) for start, end, name in own)]
    whose: dict[str, Kind] = {**what, **{name: one["kind"] for name, one in speakers.items()}}
    return find_quotes(text, sorted(mentions, key=lambda one: one.start_char), whose)


def _mention(text: str, start: int, end: int, name: str, lines: Sequence[Span]) -> Mention:
    line = next(one for one in lines if one[0] <= start < one[1])
    return Mention(
        entity_id=name,
        field="text",
        surface=text[start:end],
        start_char=start,
        end_char=end,
        form="name",
        sentence_start=line[0],
        sentence_end=line[1],
    )


def pair(statements: Sequence[Statement], quotes: Sequence[Quote]) -> Iterator[tuple[Statement, Quote | None]]:
    """Yield each statement with the quote of its speaker that shares most of it, each quote once."""
    left = list(quotes)
    for speaker, start, end in statements:
        shared = {one: min(one.end_char, end) - max(one.start_char, start) for one in left if one.entity_id == speaker}
        best = max(shared, key=shared.__getitem__, default=None)
        found = best if best is not None and shared[best] > 0 else None
        if found is not None:
            left.remove(found)
        yield (speaker, start, end), found


def has_span(statement: Statement, quote: Quote) -> bool:
    """Say whether a quote is of the very words."""
    _, start, end = statement
    return abs(quote.start_char - start) <= _START and abs(quote.end_char - end) <= _END


def main(arguments: Sequence[str]) -> None:
    """Print what is found of each draw."""
    need_data()
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    for draw in dict.fromkeys(one["draw"] for one in judged):
        counts = [_count(one, verbose="-v" in arguments) for one in judged if one["draw"] == draw]
        statements, found, right, spans = (sum(numbers) for numbers in zip(*counts, strict=True))
        print(f"{draw}: {right} of {statements} statements found, {right} of {found} quotes right, {spans} with span")


def _count(article: Mapping[str, Any], *, verbose: bool) -> tuple[int, int, int, int]:
    text = text_of(article["article"])
    quotes = quotes_of(text, article["speakers"])
    pairs = list(pair([tuple(one) for one in article["statements"]], quotes))
    for (speaker, start, end), quote in pairs:
        if verbose and (quote is None or not has_span((speaker, start, end), quote)):
            print(f"{article['article']} {speaker} [{start}:{end}] {'missed' if quote is None else 'other span'}")
    right = [(one, quote) for one, quote in pairs if quote is not None]
    return len(pairs), len(quotes), len(right), sum(has_span(one, quote) for one, quote in right)


if __name__ == "__main__":
    main(sys.argv[1:])
