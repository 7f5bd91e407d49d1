"""Dates: `python -m benchmarks.dates`

Strings: real Arabic dates, right when day and month are, and the year where one is written. Those without a year are read as
the last such day before the clock, by everyone.

Pages: the share of dated pages with the right day, for what the page alone says (no feed, no extractor), and the CPU that it
costs. The gold of fundus is what a parser written for that publisher reads: one is wrong (a day of the United States' order).
"""

from __future__ import annotations

import gzip
import json
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from typing import Any

from htmldate import find_date

from benchmarks.data import DATA, json_lines, need_data
from news.dating.dates import page_date, parse_date

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DatedPage:
    """A saved page, where and when it was saved, and the day on which it was published."""

    name: str
    body: bytes
    url: str
    language: str
    title: str
    saved_at: datetime
    day: date


def own(text: str) -> date | None:
    # many of these are from before 1990: read as written, without what news can believe
    return parse_date(text, "text", language="ar").day or parse_date(text, "text", now=NOW, language="ar").day


def with_dateparser(text: str) -> date | None:
    import dateparser

    settings: Any = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": NOW.replace(tzinfo=None)}
    found = dateparser.parse(text, languages=["ar"], settings=settings)
    return found.date() if found else None


def with_htmldate(text: str) -> date | None:
    found = find_date(f"<html lang='ar'><body><article><h1>x</h1><p>{text}</p></article></body></html>")
    return date.fromisoformat(found) if found else None


def strings() -> None:
    readers: dict[str, Callable[[str], date | None]] = {"marsad": own, "htmldate": with_htmldate}
    if find_spec("dateparser"):
        readers["dateparser"] = with_dateparser
    right: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in json_lines(DATA / "arabic_date_strings.jsonl"):
        for kind in (row["kind"], "all"):
            right[kind]["n"] += 1
            for name, reader in readers.items():
                right[kind][name] += is_right(reader(row["text"]), row)
    print(f"{'kind':24}{'n':>5}", *(f"{name:>11}" for name in readers))
    for kind, row in sorted(right.items(), key=lambda one: one[0] == "all"):
        print(f"{kind:24}{row['n']:5}", *(f"{row[name] / row['n']:11.3f}" for name in readers))


def is_right(found: date | None, row: dict[str, Any]) -> bool:
    same = found is not None and (found.day, found.month) == (row["day"], row["month"])
    return same and row["year"] in (None, found.year if found else None)


def fundus() -> Iterator[DatedPage]:
    for folder in sorted(path for path in (DATA / "fundus").iterdir() if path.is_dir()):
        saved = json.loads((folder / "meta.info").read_text("utf-8"))
        for gold in sorted(folder.glob("*.json")):
            names = sorted(name for name in saved if name.rsplit("_", 3)[0] == gold.stem and (folder / name).exists())
            for name, article in zip(names, json.loads(gold.read_text("utf-8")).values(), strict=False):
                yield DatedPage(
                    name=name.partition(".")[0],
                    body=gzip.decompress((folder / name).read_bytes()),
                    url=saved[name]["url"],
                    language={"uk": "en", "us": "en"}.get(folder.name, folder.name),
                    title=article["title"],
                    saved_at=datetime.fromisoformat(saved[name]["crawl_date"]).replace(tzinfo=UTC),
                    day=datetime.fromisoformat(article["publishing_date"]).date(),
                )


def arabic() -> Iterator[DatedPage]:
    folder = DATA / "arabic_news_pages"
    for row in json_lines(folder / "gold.jsonl"):
        if row["date"]:
            body = (folder / row["file"]).read_bytes()
            yield DatedPage(
                row["file"], body, row["url"] or "", "ar", row["title"], NOW, date.fromisoformat(row["date"])
            )


def own_page(page: DatedPage) -> date | None:
    return page_date(
        page.body, extracted="", url=page.url, now=page.saved_at, language=page.language, headline=page.title
    ).day


def htmldate_page(page: DatedPage) -> date | None:
    found = find_date(
        page.body.decode("utf-8", "replace"), url=page.url, original_date=True, max_date=f"{page.saved_at:%Y-%m-%d}"
    )
    return date.fromisoformat(found) if found else None


def pages(name: str, all_pages: list[DatedPage]) -> None:
    parse_date("13 lipca 2023", "text")  # loads what a worker loads once: month names of the common languages
    size = sum(len(page.body) for page in all_pages) / len(all_pages) / 1000
    for reader, read in (("marsad", own_page), ("htmldate", htmldate_page)):
        began = time.thread_time()
        found = [(page, read(page)) for page in all_pages]
        cost = (time.thread_time() - began) / len(all_pages) * 1000
        wrong = [page.name for page, day in found if day not in (None, page.day)]
        none = [page.name for page, day in found if day is None]
        right = len(found) - len(wrong) - len(none)
        print(
            f"{name:8}{reader:10}{len(found):5}{right / len(found):8.3f}{len(wrong):7}{len(none):6}{cost:9.2f}{size:8.0f}"
        )
        if read is own_page:
            print(f"    wrong: {', '.join(wrong) or '-'}; none: {', '.join(none) or '-'}")


if __name__ == "__main__":
    need_data()
    warnings.simplefilter("ignore")
    strings()
    print(f"\n{'pages':8}{'reader':10}{'n':>5}{'right':>8}{'wrong':>7}{'none':>6}{'CPU ms':>9}{'kB':>8}")
    pages("fundus", list(fundus()))
    pages("arabic", list(arabic()))
