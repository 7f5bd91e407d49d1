"""Saved pages and what a person says their article is; read where they lie."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, json_lines, read_bytes

SETS = ("article-extraction-benchmark", "fundus", "arabic_news_pages")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Gold:
    """A page and its article; `headings` stand between paragraphs and count neither way where a set has them.

    A page without paragraphs is judged by what its text must have, and must not.
    """

    name: str
    url: str
    body: bytes
    paragraphs: tuple[str, ...]
    headings: tuple[str, ...] = ()
    title: str = ""
    day: date | None = None
    must_have: tuple[str, ...] = ()
    must_not_have: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the whole article."""
        return "\n".join(self.paragraphs)


def gold_pages(set_name: str) -> list[Gold]:
    """Return a set's pages in the order of their names."""
    readers = {SETS[0]: _benchmark_pages, SETS[1]: _fundus_pages, SETS[2]: _arabic_pages}
    return sorted(readers[set_name](DATA / set_name), key=lambda gold: gold.name)


def _benchmark_pages(folder: Path) -> Iterator[Gold]:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, item in truth.items():
        body = read_bytes(folder / "html" / f"{name}.html.gz")
        yield Gold(name=name, url=item.get("url", ""), body=body, paragraphs=tuple(item["articleBody"].split("\n")))


def _fundus_pages(folder: Path) -> Iterator[Gold]:
    for info in sorted(folder.glob("*/meta.info")):
        for name, page in json.loads(info.read_text(encoding="utf-8")).items():
            if not (info.parent / name).is_file():
                continue
            versions = json.loads((info.parent / f"{name.partition('_')[0]}.json").read_text(encoding="utf-8"))
            body = read_bytes(info.parent / name)
            version = _version_on(body, list(versions.values()))
            if version is not None:
                yield _fundus_page(f"{info.parent.name}/{name}", page["url"], body, version)


def _version_on(body: bytes, versions: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the gold whose words are on the page: the set does not say which file a version belongs to."""
    words = Counter(_WORD.findall(body.decode("utf-8", "replace")))

    def share(version: dict[str, Any]) -> float:
        own = Counter(_WORD.findall(" ".join(_paragraphs(version))))
        return sum((own & words).values()) / max(1, sum(own.values()))

    best = max((one for one in versions if one.get("body")), key=share, default=None)
    return best if best is not None and share(best) > 0.8 else None


def _paragraphs(version: dict[str, Any]) -> tuple[str, ...]:
    body = version["body"]
    return (*body["summary"], *(text for section in body["sections"] for text in section["paragraphs"]))


def _fundus_page(name: str, url: str, body: bytes, version: dict[str, Any]) -> Gold:
    stamp = str(version.get("publishing_date") or "")[:10]
    return Gold(
        name=name,
        url=url,
        body=body,
        paragraphs=_paragraphs(version),
        headings=tuple(line for section in version["body"]["sections"] for line in section["headline"]),
        title=version.get("title") or "",
        day=date.fromisoformat(stamp) if stamp else None,
    )


def _arabic_pages(folder: Path) -> Iterator[Gold]:
    for item in json_lines(folder / "gold.jsonl"):
        yield Gold(
            name=item["file"],
            url=item["url"] or "",
            body=read_bytes(folder / item["file"]),
            paragraphs=tuple((item["body"] or "").splitlines()),
            title=item["title"] or "",
            day=date.fromisoformat(item["date"]) if item["date"] else None,
            must_have=tuple(item.get("must_have", ())),
            must_not_have=tuple(item.get("must_not_have", ())),
        )
