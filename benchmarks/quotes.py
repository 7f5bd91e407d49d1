"""Quotes and roles: who said what, and who is meant by a role, in random articles of saudinewsnet.

`python -m benchmarks.quotes` prints what recognising, and finding quotes, cost in one run, and the table of what a reader judged.
`python -m benchmarks.quotes quotes 40` prints what is found in the first 40 articles of the sample that quote a known speaker,
`... roles 40` the same of roles, `... missed 60` sentences that name somebody beside a verb of speech and have no quote, for a
reader to judge; a third argument is another seed. No text is kept.

Judged by reading, with the persons of benchmarks.names and the built-in world, each sample before any of it had been looked at.
Of a quote, "speaker" says that he said it, "span" that nothing in it is anybody else's either. The faults that a general rule
mends were mended behind each sample: the next one counts. Of the first seed 600 articles were drawn, of the last 2500.

| judged | seed | shown | right speaker | right speaker and span |
|---|---|---|---|---|
| quotes of 24 articles | 20150722 | 48 | 47 | 44 |
| quotes of 46 articles | 20150723 | 95 | 93 | 90 |
| quotes of 60 articles, those above left out | 20150724 | 107 | 107 | 99 |
| quotes of 48 articles, those above left out | 20150725 | 90 | 88 | 83 |
| quotes of 75 articles, those above left out | 20150726 | 100 | 97 | 92 |
| quotes of 34 articles, none left out | 20150733 | 92 | 88 | 86 |
| quotes of 32 articles, none left out | 20150734 | 83 | 80 | 78 |
| quotes of 30 articles, none left out | 20150735 | 67 | 67 | 62 |
| roles | 20150722 | 15 | 15 | |
| roles | 20150723 | 82 | 82 | |

Recall, of what known speakers say beside their name in the first 60 articles of seed 20150725 that have any: 18 of 24, and 21
of 24 with what was mended since. benchmarks.statements measures it for every named speaker, in both languages.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache

from benchmarks.data import need_data, news, news_days
from benchmarks.names import PERSONS, recogniser
from news.model import Kind, Mention, Quote
from news.quoting.arabic_verbs import VERBS
from news.quoting.quotes import find_quotes
from news.spelling.scripts import fold, sentences
from news.world.known_world import known_world

SEED = 20150721 + 1
DRAWN = 1500
_WIDTH = 60

Read = tuple[str, str, tuple[Mention, ...], tuple[Quote, ...]]


def sample(seed: int) -> list[tuple[str, str]]:
    """Return (title, text) of the articles drawn, in the order of the draw."""
    day = cache(news)
    places = [(one, number) for one in news_days() for number in range(len(day(one)))]
    drawn = random.Random(seed).sample(places, DRAWN)
    return [(str(day(one)[number]["title"]), str(day(one)[number]["content"])) for one, number in drawn]


def kinds() -> dict[str, Kind]:
    """Return what every entity is that the recogniser of the benchmark knows."""
    persons: dict[str, Kind] = {name.replace(" ", "-"): "person" for name in PERSONS}
    return {one.entity_id: one.kind for one in known_world()} | persons


def read(articles: Sequence[tuple[str, str]]) -> Iterator[Read]:
    """Yield each article with its mentions and quotes."""
    known, what = recogniser(), kinds()
    for title, text in articles:
        mentions, _ = known.recognise(title, text)
        yield title, text, mentions, find_quotes(text, mentions, what)


def print_quotes(count: int, seed: int) -> None:
    """Print the quotes of the first articles of the sample that have any."""
    found = [(text, quotes) for _, text, _, quotes in read(sample(seed)) if quotes][:count]
    for text, quotes in found:
        print()
        for one in quotes:
            before, after = text[max(0, one.start_char - 2 * _WIDTH) : one.start_char], text[one.end_char :][:_WIDTH]
            print(f"{one.entity_id} | {one.verb} | {before}[[{one.quote}]]{after}".replace("\n", " / "))


def print_roles(count: int, seed: int) -> None:
    """Print the first mentions of the sample that are roles."""
    shown = 0
    for title, text, mentions, _ in read(sample(seed)):
        for one in (mention for mention in mentions if mention.form == "role"):
            field = title if one.field == "title" else text
            before, after = field[max(0, one.start_char - _WIDTH) : one.start_char], field[one.end_char :][:_WIDTH]
            print(f"{one.entity_id} | {before}[[{one.surface}]]{after}".replace("\n", " / "))
            shown += 1
        if shown >= count:
            return


def print_missed(count: int, seed: int) -> None:
    """Print, of the first articles that name somebody beside a verb of speech, the sentences that do so and have no quote."""
    shown = quoted = 0
    for _, text, mentions, quotes in read(sample(seed)):
        lines = [text[start:end] for start, end in sentences(text) if _may_quote(text, start, end, mentions)]
        shown += bool(lines)
        quoted += len(quotes) if lines else 0
        found = [
            line
            for line in lines
            if not any(text.find(line) <= one.start_char < text.find(line) + len(line) for one in quotes)
        ]
        print("".join(f"\n{line}" for line in found), end="\n" if found else "")
        if shown >= count:
            break
    print(f"\n{quoted} quotes found in {shown} articles")


def _may_quote(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether a name stands at most three words behind a verb of speech, or right before one."""
    named = [one for one in mentions if one.field == "text" and start <= one.start_char < end and one.form != "nisba"]
    before = (fold(text[start : one.start_char]).text.split()[-4:] for one in named)
    after = (fold(text[one.end_char : end]).text.split()[:2] for one in named)
    words = {word for pair in zip(before, after, strict=True) for some in pair for word in some}
    return any(word in VERBS or (word[:1] == "و" and word[1:] in VERBS) for word in words)


def print_cost() -> None:
    """Print the CPU time of recognising and of finding quotes, an article, in one run."""
    articles, known, what = sample(SEED), recogniser(), kinds()
    spent = {"recognise": 0.0, "quotes": 0.0}
    found = 0
    for title, text in articles:
        began = time.process_time()
        mentions, _ = known.recognise(title, text)
        recognised = time.process_time()
        found += len(find_quotes(text, mentions, what))
        spent["recognise"] += recognised - began
        spent["quotes"] += time.process_time() - recognised
    print(f"{len(articles)} articles, {found} quotes")
    print(", ".join(f"{name} {1000 * seconds / len(articles):.2f} ms an article" for name, seconds in spent.items()))
    print(f"quotes / recognise: {spent['quotes'] / spent['recognise']:.2f}")


def main(arguments: Sequence[str]) -> None:
    """Print the cost, or what is found."""
    need_data()
    shown = {"quotes": print_quotes, "roles": print_roles, "missed": print_missed}
    if arguments:
        shown[arguments[0]](int(arguments[1]), int(arguments[2]) if len(arguments) > 2 else SEED)
    else:
        print_cost()
        print("\n".join(line for line in (__doc__ or "").splitlines() if line.startswith("|")))


if __name__ == "__main__":
    main(sys.argv[1:])
