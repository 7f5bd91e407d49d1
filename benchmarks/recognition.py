"""Speed of recognition with 1k, 100k and 1M names beside ahocorasick_rs bare, on days of news; memory and time to the first match.

`python -m benchmarks.recognition [thousands of names ...]`; then what recognising the known world and some persons takes beside
extracting the same saved pages, each page recognised right after it was extracted (`share` alone for this only). Names are generated (seed 0): half Arabic, half Latin, two words each, 15 in 16 of persons.
The bare automaton holds the same names folded and reads texts that were folded before; ours is given texts as they stand, each read once. Each size has a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from benchmarks.data import need_data, news, news_days, saved_pages
from benchmarks.names import PERSONS
from news.model import Entity, Name
from news.naming.merging import merge
from news.naming.names import Recogniser
from news.spelling.frequencies import common_words
from news.spelling.scripts import fold, fold_name
from news.world.known_world import known_world

SIZES = (1, 100, 1000)
TEXTS = 1500
_ARABIC, _LATIN = "ابتجحدرزسشصطعفقكلمنهوي", "abcdefghijklmnoprstuvwyz"


def entities(count: int) -> Iterator[Entity]:
    """Yield so many generated entities of one name each."""
    generator = random.Random(0)
    for number in range(count):
        letters = _ARABIC if number % 2 else _LATIN
        words = ("".join(generator.choices(letters, k=generator.randint(3, 8))).capitalize() for _ in range(2))
        kind = "organisation" if number % 16 == 0 else "person"
        yield Entity(entity_id=f"e{number}", kind=kind, names=(Name(name=" ".join(words)),))


def texts() -> list[tuple[str, str]]:
    """Return titles and texts of articles drawn from all days, none of them twice."""
    every = {str(one["content"]): str(one["title"]) for day in news_days()[:3] for one in news(day)}
    return [(title, text) for text, title in random.Random(0).sample(sorted(every.items()), TEXTS)]


def measure(count: int) -> None:
    """Print one line for so many names."""
    articles = texts()
    megabytes = sum(len(title.encode()) + len(text.encode()) for title, text in articles) / 1e6
    known = list(entities(count))
    before = _memory()
    began = time.perf_counter()
    recogniser = Recogniser(known)
    recogniser.recognise("", articles[0][1])
    first = time.perf_counter() - began
    memory = _memory() - before
    began = time.process_time()
    for title, text in articles:
        recogniser.recognise(title, text)
    ours = time.process_time() - began
    folded = [fold(f"{title}\n{text}").text for title, text in articles]
    bare = AhoCorasick([fold_name(one.label) for one in known], matchkind=MatchKind.Standard)
    began = time.process_time()
    for text in folded:
        bare.find_matches_as_indexes(text, overlapping=True)
    alone = time.process_time() - began
    print(
        f"{count:>9,} names  {megabytes / ours:6.1f} MB/s  bare {megabytes / alone:6.1f} MB/s  {alone / ours:.2f} of it"
        f"  first match {first:6.1f} s  {memory:6.0f} MB more"
    )


def measure_share() -> None:
    """Print how long recognition takes beside the extraction of the same pages."""
    from trafilatura import bare_extraction

    persons = [Entity(entity_id=name, kind="person", names=(Name(name=name),)) for name in PERSONS]
    recogniser = Recogniser(merge(known_world(), persons))
    for script in ("arabic", "latin"):
        common_words(script)  # loaded once a run, and what an article is about needs them too
    extracting = recognising = mentions = 0.0
    pages = saved_pages()
    for page in pages:
        began = time.process_time()
        found = bare_extraction(page.body, url=f"http://127.0.0.1/{page.name}", fast=True, with_metadata=True)
        between = time.process_time()
        extracting += between - began
        if found is not None:
            mentions += len(recogniser.recognise(found.title or "", found.text or "")[0])
            recognising += time.process_time() - between
    print(
        f"{len(pages)} pages  extraction {extracting:.2f} s  recognition {recognising:.2f} s, {recognising / extracting:.1%}"
        f"  {mentions:,.0f} mentions"
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str]) -> None:
    """Measure each size in a process of its own."""
    need_data()
    if arguments[:1] == ["--measure"]:
        measure(int(arguments[1]))
        return
    for thousands in map(int, (one for one in arguments or SIZES if one != "share")):
        subprocess.run([sys.executable, "-m", "benchmarks.recognition", "--measure", str(thousands * 1000)], check=True)
    measure_share()


if __name__ == "__main__":
    main(sys.argv[1:])
