"""How rows leave the process that runs a user's SQL: as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import BinaryIO

Columns = Sequence[tuple[str, str]]  # name and DuckDB's type
Rows = Sequence[Sequence[object]]

# Spreadsheets run what begins so: neutralised by a quote in front (OWASP, CSV injection).
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def copy_file(path: Path) -> None:
    """Write a file's bytes to standard output; raises OSError when they find no room."""
    with path.open("rb") as stream, _output() as out:
        shutil.copyfileobj(stream, out)


def _output() -> BinaryIO:
    # a stream of our own: under PYTHONUNBUFFERED that of sys.stdout writes what finds room, and says nothing of the rest
    return open(sys.stdout.fileno(), "wb", closefd=False)


def _write(text: str) -> None:
    with _output() as out:
        out.write(text.encode("utf-8", "replace"))


def _plain(value: object) -> object:
    """Return a value as JSON has it: instants in ISO 8601, bytes in hex, what is no number as null."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple | set) else str(value)


def _object(names: Sequence[str], columns: Columns, row: Sequence[object]) -> dict[str, object]:
    values = [
        json.loads(value) if kind == "JSON" and isinstance(value, str) else _plain(value)
        for (_, kind), value in zip(columns, row, strict=True)
    ]
    return dict(zip(names, values, strict=True))


def _distinct(columns: Columns) -> list[str]:
    """Return names that tell columns apart: a second `day` is `day_1`."""
    taken = {name for name, _ in columns}
    names: list[str] = []
    for name, _ in columns:
        numbered = (f"{name}_{number}" for number in count(1))
        names.append(next(one for one in numbered if one not in taken) if name in names else name)
        taken.add(names[-1])
    return names


def _json(columns: Columns, rows: Rows, width: int) -> None:
    names = _distinct(columns)
    found = [_object(names, columns, row) for row in rows]
    _write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _jsonl(columns: Columns, rows: Rows, width: int) -> None:
    names = _distinct(columns)
    for row in rows:
        _write(json.dumps(_object(names, columns, row), ensure_ascii=False) + "\n")


def _csv(columns: Columns, rows: Rows, width: int) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_cell(name) for name, _ in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    _write(out.getvalue())


def _cell(value: object) -> object:
    text = _text(value)
    return "'" + text if _FORMULA.match(text) and not isinstance(value, int | float | Decimal) else text


def _text(value: object) -> str:
    """Return a value as DuckDB's own shell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict | tuple | set):
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, bytes | date | time):  # datetime is a date
        return str(_plain(value))
    return str(value)


def _table(columns: Columns, rows: Rows, width: int) -> None:
    from rich.cells import cell_len, set_cell_size

    names = [_UNPRINTABLE.sub(" ", name) for name, _ in columns]
    texts = [[_UNPRINTABLE.sub(" ", _shown(value)) for value in row] for row in rows]
    widest = 60 if width else 10_000
    sizes = [min(widest, max(cell_len(line[n]) for line in (names, *texts))) for n in range(len(columns))]
    for line in (names, ["─" * size for size in sizes], *texts):
        text = "  ".join(set_cell_size(cell, size) for cell, size in zip(line, sizes, strict=True)).rstrip()
        _write((set_cell_size(text, width).rstrip() if width and cell_len(text) > width else text) + "\n")
    _write(f"({len(rows)} {'row' if len(rows) == 1 else 'rows'})\n")


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S%z").replace("+0000", "Z")
    return _text(value)


WRITERS: dict[str, Callable[[Columns, Rows, int], None]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
}
