"""Pages decoded right: Arabic texts re-encoded under every combination of labels. `python -m benchmarks.charset`

Each text of a sample is served as windows-1256, ISO-8859-6, UTF-8 and UTF-16 without a mark, under every label of the header
and of the meta element, true or not. Right is letter by letter. Beside it chardet's own files, without any label but theirs.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from itertools import product
from typing import Any

from benchmarks.data import DATA, as_html, need_data, news, news_days
from news.articles.charset import decode

ENCODINGS = ("cp1256", "iso8859_6", "utf-8", "utf-16-le", "utf-16-be")
LABELS = (
    "",
    "utf-8",
    "windows-1256",
    "iso-8859-6",
    "iso-8859-1",
    "windows-1251",
    "utf-16",
    "utf-7",
    "zlib_codec",
    "x-none",
)
SEED, TEXTS = 7, 60
FILES = {
    "UTF-16": "utf-16",
    "UTF-16BE": "utf-16-be",
    "UTF-16LE": "utf-16-le",
    "iso-8859-6-arabic": "iso8859_6",
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "windows-1251-bulgarian": "cp1251",
    "windows-1251-russian": "cp1251",
    "windows-1252": "cp1252",
    "windows-1256-arabic": "cp1256",
}


def sample(count: int) -> list[dict[str, Any]]:
    """Return articles drawn from all days."""
    articles = [article for day in news_days() for article in news(day)]
    return random.Random(SEED).sample(articles, count)


def served(page: str, encoding: str, label: str) -> tuple[bytes, str]:
    """Return a page's bytes in an encoding under a label, and what its letters are then."""
    meta = f'<meta charset="{label}">' if label else ""
    text = page.replace('<meta charset="utf-8">', meta)
    body = text.encode(encoding, "xmlcharrefreplace")
    return body, body.decode(encoding)


def reencoded(count: int) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    spent, size = 0.0, 0
    for article in sample(count):
        page = as_html(article).decode()
        for encoding, header, label in product(ENCODINGS, LABELS, LABELS):
            body, expected = served(page, encoding, label)
            begun = time.process_time()
            found = decode(body, f"text/html; charset={header}" if header else "text/html")
            spent += time.process_time() - begun
            size += len(body)
            right[encoding].append(found.text == expected)
            if not right[encoding][-1] and "-v" in sys.argv:
                print(
                    f"  {encoding} as {header!r}, {label!r}: {article['title'][:60]}, {len(body)} bytes -> {found.encoding}"
                )
    for encoding, hits in right.items():
        print(f"{encoding:12} {len(hits):6} pages  right {sum(hits) / len(hits):.4f}")
    total = [hit for hits in right.values() for hit in hits]
    print(
        f"{'all':12} {len(total):6} pages  right {sum(total) / len(total):.4f}  {1000 * spent / len(total):.2f} ms a page, {size / spent / 1e6:.0f} MB/s"
    )


def files() -> None:
    hits = []
    for path in sorted((DATA / "chardet_encodings").rglob("*.*")):
        body = path.read_bytes()
        expected = body.decode(FILES[path.parent.name], "replace").lstrip("\ufeff")
        hits.append(decode(body).text == expected)
        if not hits[-1]:
            print(f"  {path.parent.name}/{path.name}: read as {decode(body).encoding}")
    print(f"chardet's files {len(hits)}  right {sum(hits) / len(hits):.4f}")


if __name__ == "__main__":
    need_data()
    reencoded(TEXTS)
    files()
