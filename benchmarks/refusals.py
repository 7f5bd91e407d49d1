"""Articles refused by mistake. `python -m benchmarks.refusals [COUNT]`

Every gold page is an article; so is nearly every text of saudinewsnet, served as the simplest page. Each refusal is printed to
be read: what has no words beside its headline is one by right.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

from benchmarks.data import as_html, need_data, news, news_days
from benchmarks.extractors import NOW
from benchmarks.gold import SETS, gold_pages
from news.articles.page import read_page
from news.model import Refusal

SEED, COUNT = 7, 2000


def main() -> None:
    need_data()
    for set_name in SETS:
        _show(set_name, [(gold.name, gold.url, gold.body) for gold in gold_pages(set_name)])
    articles = [(day, at, article) for day in news_days() for at, article in enumerate(news(day))]
    drawn = random.Random(SEED).sample(articles, int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
    _show("saudinewsnet", [(f"{day}#{at}", "http://a.example/news/1", as_html(one)) for day, at, one in drawn])


def _show(set_name: str, pages: list[tuple[str, str, bytes]]) -> None:
    found: Counter[str] = Counter()
    for name, url, body in pages:
        page = read_page(body, url=url, now=NOW)
        found[page.reason if isinstance(page, Refusal) else page.text_from] += 1
        if isinstance(page, Refusal):
            print(f"  {name}: {page.reason}, {page.detail}")
    print(f"{set_name}: {len(pages)} pages, {', '.join(f'{count} {reason}' for reason, count in found.most_common())}")


if __name__ == "__main__":
    main()
