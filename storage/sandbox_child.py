"""The process that runs a user's SQL: the history read-only, no files, no network, no settings, bounded memory and time.

`read_only` alone is no sandbox: such a connection still reads any file and writes COPY … TO. The result is written by this
process to the pipe it was given; storage/sandbox_output.py says how.
"""

from __future__ import annotations

import base64
import json
import os
import re
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import duckdb

from storage.errors import StoreError
from storage.history import open_history
from storage.sandbox import REFUSED, UNREADABLE, UNWRITABLE
from storage.sandbox_output import WRITERS, copy_file

# MULTI is how DuckDB 2 calls a PIVOT
READING = frozenset({"SELECT", "EXPLAIN", "RELATION", "MULTI"})
# What a hostile title brings into a message must not reach a terminal.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def main() -> None:
    """Read the job, run it, write the result; end with one line for what is refused."""
    job = json.loads(base64.b64decode(sys.stdin.buffer.read()))
    # The kernel ends this process when its time is over, and when nobody reads what it writes; also if its parent is gone.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, job["timeout"])
    try:
        with open_history(Path(job["history"])) as db:
            _lock_down(db, job)
            _run(db, job)
    except StoreError as error:
        _end(UNREADABLE, error)
    except MemoryError:
        _end(REFUSED, MemoryError(f"the query needed more than {job['memory_mb']} MB and was ended"))
    except OSError as error:
        _end(UNWRITABLE, error)
    except (duckdb.Error, ValueError) as error:
        _end(REFUSED, error)


def _end(code: int, error: Exception) -> None:
    # the first line says it; DuckDB's second would show where, which a terminal line cannot
    line = (str(error).splitlines() or [type(error).__name__])[0]
    sys.stderr.write(_UNPRINTABLE.sub(" ", line)[:500] + "\n")
    sys.stderr.flush()
    os._exit(code)


def _lock_down(db: duckdb.DuckDBPyConnection, job: dict[str, Any]) -> None:
    # one file that the query did not name: where Parquet is written before it leaves through the pipe
    db.execute("SET allowed_paths = $paths", {"paths": [job["scratch"]]})
    for setting in (
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
    limit = pages * resource.getpagesize() + (job["memory_mb"] << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(db: duckdb.DuckDBPyConnection, job: dict[str, Any]) -> None:
    _check(db.extract_statements(job["query"]))
    if job["format"] == "parquet":
        db.sql(job["query"]).write_parquet(job["scratch"])
        signal.setitimer(signal.ITIMER_REAL, 0)
        copy_file(Path(job["scratch"]))
        return
    cursor = db.execute(job["query"])
    columns = [(str(column[0]), str(column[1])) for column in cursor.description or ()]
    rows = cursor.fetchall()
    signal.setitimer(signal.ITIMER_REAL, 0)  # from here on it waits for who reads
    WRITERS[job["format"]](columns, rows, job["width"])


def _check(statements: list[duckdb.Statement]) -> None:
    # DuckDB 1.5 makes two statements of a PIVOT, without text of their own
    if not statements or any(statement.query.strip() for statement in statements[:-1]):
        raise ValueError(f"one statement at a time, not {len(statements)}")
    kind = str(statements[-1].type).rpartition(".")[2].removesuffix("_STATEMENT")
    if kind not in READING:
        raise ValueError(
            f"{kind} is not allowed: the history is for reading (SELECT, WITH, DESCRIBE, SUMMARIZE, EXPLAIN)"
        )


if __name__ == "__main__":
    main()
