"""Lines learned as a source's own, read by a person. `python -m benchmarks.boilerplate [-v]`"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

from benchmarks.data import need_data, news, news_days
from news.articles.boilerplate import LEARNED_FROM, drop_known, edge_keys, strip_learned


def main() -> None:
    need_data()
    sources: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for article in (article for day in news_days() for article in news(day)):
        lines = [line.strip() for line in str(article["content"]).splitlines() if line.strip()]
        if lines:
            sources[str(article["source"])].append((str(article["title"]), lines))
    print(f"{'source':34} {'articles':>8} {'learned':>8} {'touched':>8} {'letters dropped':>16} {'known lines':>12}")
    for source, articles in sorted(sources.items()):
        _one(source, articles)


def _one(source: str, articles: list[tuple[str, list[str]]]) -> None:
    counts = Counter(key for title, lines in articles for key in edge_keys(lines, title=title))
    learned = frozenset(key for key, count in counts.items() if count >= LEARNED_FROM)
    dropped, whole, touched, known = 0, 0, 0, 0
    spelled: dict[int, str] = {}
    for title, lines in articles:
        kept = strip_learned(lines, learned, title=title)
        touched += len(kept) < len(lines)
        whole += sum(map(len, lines))
        dropped += sum(map(len, lines)) - sum(map(len, kept))
        known += len(lines) - len(drop_known(lines))
        for line in lines:
            for key in edge_keys([line, line + " "], title=title) & learned:
                spelled.setdefault(key, line)
    print(f"{source:34} {len(articles):8} {len(learned):8} {touched:8} {dropped / whole:16.4f} {known:12}")
    for key in sorted(learned, key=lambda key: -counts[key])[:15] if "-v" in sys.argv else ():
        print(f"    {counts[key]:5} {spelled.get(key, '?')[:140]}")


if __name__ == "__main__":
    main()
