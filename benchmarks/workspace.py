"""A throwaway workspace over the saved pages, with the first example article as its watch."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.data import SHARED


@contextmanager
def served_workspace(folder: Path, days: Sequence[str] = ()) -> Iterator[Path]:
    """Serve every saved page, and these days of news, in a process of its own; yield a configuration over them."""
    command = [sys.executable, "-m", "benchmarks.site", *days]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as site:
        try:
            assert site.stdout
            feeds = [line.split("\t") for line in iter(site.stdout.readline, "\n")]
            yield _configuration(folder, [(name, url.strip()) for name, url in feeds])
        finally:
            site.kill()


def _configuration(folder: Path, feeds: Sequence[tuple[str, str]]) -> Path:
    examples = sorted(str(path) for path in (SHARED / "seed").glob("*.txt"))
    lines = [
        "[fetch]",
        "per_host_pause = 0",
        f"allow_hosts = [{json.dumps(urlsplit(feeds[0][1]).netloc)}]",
        "[[watch]]",
        'name = "seed"',
        f"examples = {json.dumps(examples)}",
    ]
    for name, url in feeds:
        lines += ["[[source]]", f"name = {json.dumps(name)}", f"url = {json.dumps(url)}"]
    path = folder / "marsad.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
