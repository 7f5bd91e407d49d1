"""Mentions of the known world in articles that were read: precision, and recall of the entities that the built-in lists hold.

`python -m benchmarks.judged` prints both for each set of `judged.tsv` and the entities that were missed or wrongly reported;
no text. The articles of a set are `random.Random(seed).sample(urls, n)` of saudinewsnet's sorted addresses whose article has a
text (of one address the first day's).

The first set, 20150721, is the one that lists and rules were made with. Each later one was read, then run, then made something
from, so its figures before that are the ones that count: 20150815 had precision 0.988 and recall 0.864, 20150816 0.973 and
0.887, 20150817 0.952 and 0.806, 20150818 (which draws one article of 20150815 again) 0.989 and 0.885; what was missed most
were spellings of countries and clubs by their bare names.

The table has counts only: set, article (first 12 digits of its address's SHA-256), entity, true mentions in title and text.
They were counted by reading, before the recogniser's output was seen: names, short names and nationalities, also inside longer
names that no list holds. An entity that no list holds is `unknown:` its kind and how many there are, once each; one that came
into the lists later was counted then, from the same reading. Read by a language model: check a set before you quote it.

How they compare: of an article's reported mentions of an entity in a field as many are right as are true there.
"""

from __future__ import annotations

import csv
import hashlib
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from benchmarks.data import need_data, news, news_days
from news.naming.names import Recogniser
from news.world.known_world import known_world

TABLE = Path(__file__).with_suffix(".tsv")
SETS = {20150721: 30, 20150815: 15, 20150816: 15, 20150817: 15, 20150818: 15}
FIELDS = ("title", "text")

# (entity, field) -> mentions
Counts = Counter[tuple[str, str]]


def article_key(article: dict[str, Any]) -> str:
    """Return what the table calls an article."""
    return hashlib.sha256(article["url"].encode()).hexdigest()[:12]


def chosen() -> dict[int, list[dict[str, Any]]]:
    """Return the articles of each set, in the order that they were drawn."""
    by_url: dict[str, dict[str, Any]] = {}
    for article in (one for day in news_days() for one in news(day)):
        if (article["content"] or "").strip():
            by_url.setdefault(article["url"], article)
    urls = sorted(by_url)
    return {seed: [by_url[url] for url in random.Random(seed).sample(urls, n)] for seed, n in SETS.items()}


def judged() -> dict[tuple[int, str], Counts]:
    """Return what is truly mentioned in each article."""
    table: dict[tuple[int, str], Counts] = defaultdict(Counter)
    with TABLE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            counts = {(row["entity"], field): int(row[field]) for field in FIELDS}
            table[int(row["set"]), row["article"]].update(counts)
    return table


def reported(recogniser: Recogniser, article: dict[str, Any]) -> Counts:
    """Return what the recogniser reports."""
    mentions, _ = recogniser.recognise(article["title"] or "", article["content"])
    return Counter((one.entity_id, one.field) for one in mentions)


def print_set(seed: int, articles: list[dict[str, Any]], table: dict[tuple[int, str], Counts], known: set[str]) -> None:
    """Print the figures of one set, then what differs by article and entity."""
    recogniser, totals, lines = Recogniser(known_world()), Counter[str](), []
    for article in articles:
        key = article_key(article)
        every, found = table[seed, key], reported(recogniser, article)
        true = Counter({one: n for one, n in every.items() if one[0] in known})
        unknown = sum(n for (entity, _), n in every.items() if entity.startswith("unknown:"))
        right = (true & found).total()
        totals.update(true=true.total(), found=found.total(), right=right, unknown=unknown)
        totals["off"] += every.total() - true.total() - unknown
        lines += [f"  missed {n} {key} {field:5} {entity}" for (entity, field), n in sorted((true - found).items())]
        lines += [f"  wrong  {n} {key} {field:5} {entity}" for (entity, field), n in sorted((found - true).items())]
    precision, recall = totals["right"] / max(totals["found"], 1), totals["right"] / max(totals["true"], 1)
    print(f"set {seed}, {len(articles)} articles: precision {precision:.3f}, recall of known entities {recall:.3f}")
    print(f"  {totals['true']} true mentions, {totals['found']} reported, {totals['right']} right")
    print(f"  in no list: {totals['unknown']} names and {totals['off']} mentions of entities that lists held before")
    print(*lines, sep="\n")


def main() -> None:
    """Print the figures of every set."""
    need_data()
    table, known = judged(), {one.entity_id for one in known_world()}
    for seed, articles in chosen().items():
        print_set(seed, articles, table, known)


if __name__ == "__main__":
    main()
