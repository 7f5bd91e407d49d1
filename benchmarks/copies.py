"""Copies and stories on saudinewsnet: `python -m benchmarks.copies`

Judged pairs: D duplicate, P one inside a longer piece, E the same event written anew, T a shared template about another
event, R related or not. A copy should be D or P and never T, E or R; a story should join D, P and E and neither T nor R.
The settings were chosen on these 47 pairs: the figures say how well they can be told apart, not how well they will be.

Silver pairs: how many of the pairs that an exact comparison of everything with everything calls copies share a band.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.data import DATA, json_lines, need_data, news, news_days
from news.comparing.copies import is_copy, signature
from news.comparing.stories import SAME_STORY, story_affinity
from news.comparing.terms import Sketcher
from news.naming.names import Recogniser
from news.world.known_world import known_world

FOLDER = DATA / "saudinewsnet"


class Articles:
    """Articles by the pairs' ids, `day#index`, with what comparing needs; days are read when asked for."""

    def __init__(self) -> None:
        world = known_world()
        self._recogniser, self._sketcher = Recogniser(world), Sketcher(world)
        self._days: dict[str, list[dict[str, Any]]] = {}

    def text(self, name: str) -> str:
        """Return an article's text."""
        return str(self._article(name)["content"])

    def sketch(self, name: str) -> dict[str, float]:
        """Return an article's sketch."""
        title, text = str(self._article(name)["title"]), self.text(name)
        mentions, _ = self._recogniser.recognise(title, text)
        return self._sketcher.sketch(title, text, mentions)

    def _article(self, name: str) -> dict[str, Any]:
        day, _, index = name.partition("#")
        if day not in self._days:
            self._days[day] = news(day)
        return self._days[day][int(index)]


def judged(articles: Articles) -> None:
    """Print what becomes of each label."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in json_lines(FOLDER / "near_dup_judged.jsonl"):
        found = table[pair["label"]]
        found["pairs"] += 1
        found["copy"] += is_copy(articles.text(pair["a"]), articles.text(pair["b"])) is not None
        found["banded"] += _share_band(articles, pair)
        affinity = story_affinity(articles.sketch(pair["a"]), articles.sketch(pair["b"]))
        found["story"] += affinity >= SAME_STORY
    print(f"judged pairs\n{'label':8}{'pairs':>7}{'copy':>7}{'banded':>8}{'story':>7}")
    for label in "DPETR":
        found = table[label]
        print(f"{label:8}{found['pairs']:7}{found['copy']:7}{found['banded']:8}{found['story']:7}")
    print()


def _share_band(articles: Articles, pair: dict[str, Any]) -> bool:
    one, other = signature(articles.text(pair["a"])), signature(articles.text(pair["b"]))
    return one is not None and other is not None and bool(set(one.bands) & set(other.bands))


def silver(articles: Articles) -> None:
    """Print the share of verified copies that the bands find, by resemblance, and what a signature costs."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    signatures: dict[str, frozenset[int]] = {}
    pairs = json_lines(FOLDER / "near_dup_silver_pairs.jsonl.gz")[::4]
    names = sorted({pair[side] for pair in pairs for side in "ab"})
    began = time.process_time()
    for name in names:
        one = signature(articles.text(name))
        signatures[name] = frozenset(one.bands) if one else frozenset()
    cost = (time.process_time() - began) / len(names)
    for pair in pairs:
        resemblance = is_copy(articles.text(pair["a"]), articles.text(pair["b"]))
        if resemblance is None or not (signatures[pair["a"]] and signatures[pair["b"]]):
            continue
        level = f"{min(int(resemblance * 10), 9) / 10:.1f}"
        found[level]["copies"] += 1
        found[level]["banded"] += bool(signatures[pair["a"]] & signatures[pair["b"]])
    print(
        f"silver pairs, every fourth; a signature takes {cost * 1e3:.2f} ms\n{'resemblance':13}{'copies':>8}{'found':>8}"
    )
    for level, row in sorted(found.items()):
        print(f"{level:13}{row['copies']:8}{row['banded'] / row['copies']:8.3f}")
    _print_total(found.values())


def _print_total(rows: Iterable[Counter[str]]) -> None:
    rows = list(rows)
    copies, banded = sum(row["copies"] for row in rows), sum(row["banded"] for row in rows)
    print(f"{'all':13}{copies:8}{banded / copies:8.3f}")


def story_thresholds(articles: Articles, thresholds: Sequence[float]) -> None:
    """Print how many judged pairs of each label a threshold joins."""
    pairs = json_lines(FOLDER / "near_dup_judged.jsonl")
    scored = [(p["label"], story_affinity(articles.sketch(p["a"]), articles.sketch(p["b"]))) for p in pairs]
    print("\nstories: joined by threshold\nthreshold", *(f"{label:>6}" for label in "DPETR"))
    for threshold in thresholds:
        joined = Counter(label for label, affinity in scored if affinity >= threshold)
        print(f"{threshold:9.2f}", *(f"{joined[label]:6}" for label in "DPETR"))


if __name__ == "__main__":
    need_data()
    assert news_days()
    everything = Articles()
    judged(everything)
    silver(everything)
    story_thresholds(everything, [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6])
