"""Real robots.txt files: each is read, none slowly."""

from __future__ import annotations

import time
from pathlib import Path

from news.fetching.robots import read_rules


def test_real_files_are_read_and_none_is_slow(shared: Path) -> None:
    paths = [path for path in (shared / "data/robots").rglob("*") if path.is_file()]
    slow = []
    for path in paths:
        began = time.process_time()
        rules = read_rules(200, path.read_bytes())
        rules.allows("https://example.org/2023/09/13/an-article.html")
        if time.process_time() - began > 1.0:
            slow.append(path.name)
    assert len(paths) > 500
    assert slow == []
