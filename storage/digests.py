"""Digests of large files, remembered with their size and time of change: gigabytes are not read each hour to find them as they were."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path


def digest_files(files: Sequence[Path], memory: Path) -> str:
    """Return the SHA-256 of the files' names and contents; what was read is remembered in the file `memory`, if its folder exists."""
    known = _read(memory)
    found = {str(file): _digest(file, known.get(str(file))) for file in files}
    if found != known:
        _write(memory, found)
    told = [[file.name, found[str(file)][2]] for file in files]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _digest(file: Path, known: list[object] | None) -> list[object]:
    facts = file.stat()
    if known and known[:2] == [facts.st_size, facts.st_mtime_ns]:
        return known
    with file.open("rb") as content:
        return [facts.st_size, facts.st_mtime_ns, hashlib.file_digest(content, "sha256").hexdigest()]


def _read(memory: Path) -> dict[str, list[object]]:
    try:
        found = json.loads(memory.read_text(encoding="utf-8"))
        return {str(name): list(facts) for name, facts in found.items() if len(facts) == 3}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # nothing is lost but the time to read the files once more


def _write(memory: Path, found: dict[str, list[object]]) -> None:
    fresh = memory.with_name(memory.name + ".part")
    with contextlib.suppress(
        OSError
    ):  # a folder that is not there yet, or cannot be written to: the next run reads again
        fresh.write_text(json.dumps(found), encoding="utf-8")
        fresh.replace(memory)
