"""Article text out of saved pages, side by side. `python -m benchmarks.extraction [SET...] [--odd | --even]`

article-extraction-benchmark: precision, recall and F1 of 4-gram token shingles as its own evaluate.py averages them
(https://github.com/scrapinghub/article-extraction-benchmark). fundus: F1 of whole paragraphs, mean over pages; section
headings count neither way. Both with a paired bootstrap against trafilatura alone. The pages at odd places were read to
improve the extraction; those at even places are held out, and that half counts.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import mean

from benchmarks.data import need_data
from benchmarks.extractors import FAST, OURS, TRAFILATURA, Method, Reading, methods
from benchmarks.gold import SETS, Gold, gold_pages

RESAMPLES, SEED = 2000, 7
SHINGLE = 4
_WORD = re.compile(r"\w+")
_NOT_WORD = re.compile(r"\W+")

Counts = tuple[float, float, float]  # true positives, false positives, false negatives, of one page
Average = Callable[[Sequence[Counts]], tuple[float, float, float]]  # precision, recall, F1 of many


@dataclass(slots=True)
class Result:
    """One method over one set, page by page."""

    shingles: list[Counts] = field(default_factory=list)
    paragraphs: list[Counts] = field(default_factory=list)
    titles: list[bool] = field(default_factory=list)
    days: list[bool] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


def shingle_counts(true: str, found: str) -> Counts:
    """Return a page's counts over 4-gram shingles, of sum 1 so that long texts weigh no more."""
    return _counts(_shingles(true), _shingles(found), share=True)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)) if words)


def paragraph_counts(gold: Gold, found: str) -> Counts:
    """Return a page's counts over paragraphs that agree letter by letter."""
    lines = Counter(filter(None, map(_bare, found.split("\n"))))
    for heading in map(_bare, (*gold.headings, gold.title)):
        lines.pop(heading, None)
    return _counts(Counter(filter(None, map(_bare, gold.text.split("\n")))), lines, share=False)


def _snippet_counts(gold: Gold, found: str) -> Counts:
    """Count the words that a text must have, and those that it must not, as a page's shingles."""
    had = sum(snippet in found for snippet in gold.must_have)
    wrong = sum(snippet in found for snippet in gold.must_not_have)
    return (float(had), float(wrong), float(len(gold.must_have) - had))


def _bare(line: str) -> str:
    return _NOT_WORD.sub("", line).casefold()


def _counts(true: Counter, found: Counter, *, share: bool) -> Counts:  # type: ignore[type-arg]
    both = float(sum((true & found).values()))
    counts = (both, found.total() - both, true.total() - both)
    whole = sum(counts) if share else 1.0
    return tuple(count / whole for count in counts) if whole else counts  # type: ignore[return-value]


def of_means(pages: Sequence[Counts]) -> tuple[float, float, float]:
    """Average as article-extraction-benchmark does: F1 of the mean precision and the mean recall."""
    precision = mean([tp / (tp + fp) for tp, fp, _ in pages if tp + fp > 0] or [0.0])
    recall = mean([tp / (tp + fn) for tp, _, fn in pages if tp + fn > 0] or [0.0])
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean_f1(pages: Sequence[Counts]) -> tuple[float, float, float]:
    """Average page by page."""
    if not pages:
        return 0.0, 0.0, 0.0
    scores = [2 * tp / (2 * tp + fp + fn) if tp else 0.0 for tp, fp, fn in pages]
    precision = mean(tp / (tp + fp) if tp else 0.0 for tp, fp, _ in pages)
    return precision, mean(tp / (tp + fn) if tp else 0.0 for tp, _, fn in pages), mean(scores)


def difference(ours: Sequence[Counts], other: Sequence[Counts], average: Average) -> tuple[float, float, float]:
    """Return the difference in F1 and its 95 % interval, pages drawn with replacement, the same for both."""
    draw = random.Random(SEED)
    places = range(len(ours))
    samples = []
    for _ in range(RESAMPLES):
        drawn = draw.choices(places, k=len(places))
        samples.append(average([ours[at] for at in drawn])[2] - average([other[at] for at in drawn])[2])
    samples.sort()
    low, high = samples[int(0.025 * RESAMPLES)], samples[int(0.975 * RESAMPLES) - 1]
    return average(ours)[2] - average(other)[2], low, high


def measure(pages: Sequence[Gold], tried: dict[str, Method]) -> dict[str, Result]:
    """Run every method on every page, in an order that turns with each page."""
    results: dict[str, Result] = defaultdict(Result)
    names = list(tried)
    for place, gold in enumerate(pages):
        for name in names[place % len(names) :] + names[: place % len(names)]:
            begun = time.process_time()
            reading = _read(tried[name], gold)
            results[name].milliseconds.append(1000 * (time.process_time() - begun))
            _judge(results[name], gold, reading)
    return results


def _read(method: Method, gold: Gold) -> Reading:
    try:
        return method(gold.body, gold.url)
    except Exception as error:  # noqa: BLE001 - a method that raises has read nothing
        print(f"  {gold.name}: {type(error).__name__}: {str(error)[:80]}")
        return Reading()


def _judge(result: Result, gold: Gold, reading: Reading) -> None:
    if not gold.paragraphs:
        result.shingles.append(_snippet_counts(gold, reading.text))
        return
    result.shingles.append(shingle_counts(gold.text, reading.text))
    result.paragraphs.append(paragraph_counts(gold, reading.text))
    if gold.title:
        result.titles.append(_bare(gold.title) == _bare(reading.title))
    if gold.day:
        result.days.append(gold.day == reading.day)


def show(title: str, results: dict[str, Result]) -> None:
    """Print one set's table and, for its own measure, the paired difference."""
    print(f"\n{title}: {len(results[OURS].shingles)} pages")
    print(
        f"{'':26} {'shingle P':>9} {'R':>6} {'F1':>6} {'paragraph F1':>13} {'lowest':>7} {'title':>6} {'date':>6} {'CPU ms':>7}"
    )
    for name, one in results.items():
        precision, recall, f1 = of_means(one.shingles)
        worst = min(2 * tp / (2 * tp + fp + fn) if tp else 0.0 for tp, fp, fn in one.shingles)
        print(
            f"{name:26} {precision:9.3f} {recall:6.3f} {f1:6.4f} {mean_f1(one.paragraphs)[2]:13.4f} {worst:7.3f} "
            f"{_share(one.titles)} {_share(one.days)} {mean(one.milliseconds):7.1f}"
        )
    for other in (TRAFILATURA, FAST):
        for label, part, average in (("shingle", "shingles", of_means), ("paragraph", "paragraphs", mean_f1)):
            gap, low, high = difference(getattr(results[OURS], part), getattr(results[other], part), average)
            print(f"{OURS} - {other}, {label} F1: {gap:+.4f} [{low:+.4f}, {high:+.4f}]")
    print(f"CPU {OURS} / {FAST}: {sum(results[OURS].milliseconds) / sum(results[FAST].milliseconds):.2f}")


def _share(hits: Sequence[bool]) -> str:
    return f"{mean(hits):6.3f}" if hits else f"{'-':>6}"


def main() -> None:
    need_data()
    wanted = [one for one in sys.argv[1:] if not one.startswith("--")] or list(SETS)
    halves = [("odd", 0), ("even", 1)] if len(sys.argv) == 1 else []
    for set_name in wanted:
        pages = gold_pages(set_name)
        if "--odd" in sys.argv or "--even" in sys.argv:
            pages = pages["--even" in sys.argv :: 2]
        tried = methods()
        for one in tried.values():  # what is imported or compiled on first use is not a page's cost
            _read(one, pages[0])
        results = measure(pages, tried)
        show(set_name, results)
        for half, first in halves if len(pages) > 10 else ():
            _show_half(f"{set_name}, {half} places", results, first)


def _show_half(title: str, results: dict[str, Result], first: int) -> None:
    part = {
        name: Result(
            shingles=one.shingles[first::2],
            paragraphs=one.paragraphs[first::2],
            milliseconds=one.milliseconds[first::2],
        )
        for name, one in results.items()
    }
    show(title, part)


if __name__ == "__main__":
    main()
