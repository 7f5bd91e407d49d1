"""The evaluation data beside the project, read where it lies; none of it is copied in here."""

from __future__ import annotations

import gzip
import html
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One page as its publisher served it; `set_name` is the folder of the data it comes from."""

    set_name: str
    name: str
    body: bytes


def need_data() -> None:
    """End the command with a line when the data is not here."""
    if not DATA.is_dir():
        sys.exit(f"{DATA} is not here: the figures need the evaluation data")


def saved_pages() -> list[SavedPage]:
    """Return every saved page, in the order of its name."""
    return [
        SavedPage(name, path.name.partition(".")[0], read_bytes(path))
        for name in ("arabic_news_pages", "fundus", "article-extraction-benchmark")
        for path in sorted((DATA / name).rglob("*.html*"))
    ]


def read_bytes(path: Path) -> bytes:
    """Return a file's content, inflated where its name ends in .gz."""
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def news_days() -> list[str]:
    """Return the days of saudinewsnet."""
    return sorted(path.stem for path in (DATA / "saudinewsnet").glob("*.zip"))


def news(day: str) -> list[dict[str, Any]]:
    """Return one day of saudinewsnet in the order of its array: source, url, title, author, content, date_extracted."""
    with zipfile.ZipFile(DATA / "saudinewsnet" / f"{day}.zip") as archive:
        articles: list[dict[str, Any]] = json.loads(archive.read(archive.namelist()[0]))
    return articles


def news_pages(day: str) -> Iterator[SavedPage]:
    """Yield one day of saudinewsnet as simple HTML pages, one folder a source."""
    for index, article in enumerate(news(day)):
        yield SavedPage(str(article["source"]), f"{day}-{index}", as_html(article))


def as_html(article: dict[str, Any]) -> bytes:
    """Return an article as the simplest page that a site could serve."""
    title = html.escape(str(article["title"]))
    text = "".join(f"<p>{html.escape(line)}</p>\n" for line in str(article["content"]).splitlines() if line.strip())
    out = io.StringIO()
    out.write(f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title></head>')
    out.write(f"<body><article><h1>{title}</h1>\n{text}</article></body></html>")
    return out.getvalue().encode()


def json_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]
