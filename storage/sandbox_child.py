"""The process that runs a user's SQL: the history read-only, no files, no network, no settings, bounded memory.

`read_only` alone is no sandbox: such a connection still reads any file and writes COPY … TO. The result is written by this
process to the pipe it was given; Parquet by a second, empty database in memory that the query never sees.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

READING = frozenset({"SELECT", "EXPLAIN", "RELATION"})
# Spreadsheets run what begins so: neutralised by a quote in front (OWASP, CSV injection).
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def main() -> None:
    """Read the job, run it, write the result; exit 2 with one line for what is refused."""
    job = json.loads(base64.b64decode(sys.stdin.buffer.read()))
    try:
        with duckdb.connect(job["history"], read_only=True) as db:
            _lock_down(db, job["memory_mb"])
            _run(db, job)
    except (duckdb.Error, ValueError, MemoryError) as error:
        # the first line says it; DuckDB's second would show where, which a terminal line cannot
        sys.stderr.write((str(error).splitlines() or [type(error).__name__])[0][:500] + "\n")
        sys.stderr.flush()
        os._exit(2)


def _lock_down(db: duckdb.DuckDBPyConnection, memory_mb: int) -> None:
    for setting in (
        "SET TimeZone = 'UTC'",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET python_enable_replacements = false",
        "SET threads = 2",
        "SET max_temp_directory_size = '0KiB'",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        db.execute(setting)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if sys.platform == "linux" else 0
    limit = pages * resource.getpagesize() + (memory_mb << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # the only file this process may still write is the pipe; bounded in case it is a file of the user's
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(db: duckdb.DuckDBPyConnection, job: dict[str, Any]) -> None:
    statements = db.extract_statements(job["query"])
    if len(statements) != 1:
        raise ValueError(f"one statement at a time, not {len(statements)}")
    kind = str(statements[0].type).rpartition(".")[2].removesuffix("_STATEMENT")
    if kind not in READING:
        raise ValueError(
            f"{kind} is not allowed: the history is for reading (SELECT, WITH, DESCRIBE, SUMMARIZE, EXPLAIN)"
        )
    cursor = db.execute(job["query"])
    columns = [column[0] for column in cursor.description or ()]
    kinds = [str(column[1]) for column in cursor.description or ()]
    writers: dict[str, Callable[..., None]] = {
        "csv": _csv,
        "json": _json,
        "jsonl": _jsonl,
        "parquet": _parquet,
    }
    writer = writers.get(job["format"])
    if writer is None:
        _table(columns, cursor.fetchall(), job["width"])
    else:
        writer(columns, kinds, cursor.fetchall())


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, str | int | float | bool | list | dict) or value is None else str(value)


def _json(columns: Sequence[str], kinds: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    _write(json.dumps(found, ensure_ascii=False, default=_plain, indent=1) + "\n")


def _jsonl(columns: Sequence[str], kinds: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    for row in rows:
        _write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_plain) + "\n")


def _csv(columns: Sequence[str], kinds: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    _write(out.getvalue())


def _cell(value: object) -> object:
    plain = _plain(value)
    if isinstance(plain, list | dict):
        plain = json.dumps(plain, ensure_ascii=False, default=_plain)
    return "'" + plain if isinstance(plain, str) and _FORMULA.match(plain) else plain


def _parquet(columns: Sequence[str], kinds: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = "\n".join(json.dumps(dict(zip(columns, row, strict=True)), default=_plain) for row in rows)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as writer:
        source, target = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        source.write_text(text, encoding="utf-8")
        types = dict(zip(columns, kinds, strict=True))
        relation = writer.read_json(str(source), columns=types, format="newline_delimited")
        relation.write_parquet(str(target))
        sys.stdout.buffer.write(target.read_bytes())


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]], width: int) -> None:
    from rich.cells import cell_len, set_cell_size

    texts = [[_UNPRINTABLE.sub(" ", "" if v is None else str(_cell_text(v))) for v in row] for row in rows]
    sizes = [
        min(60 if width else 10_000, max(cell_len(line[n]) for line in (list(columns), *texts)))
        for n in range(len(columns))
    ]
    lines = [list(columns), ["─" * size for size in sizes], *texts]
    for line in lines:
        text = "  ".join(set_cell_size(cell, size) for cell, size in zip(line, sizes, strict=True)).rstrip()
        _write((set_cell_size(text, width).rstrip() if width and cell_len(text) > width else text) + "\n")
    _write(f"({len(rows)} rows)\n")


def _cell_text(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S%z").replace("+0000", "Z")
    return value


if __name__ == "__main__":
    main()
