"""User SQL: in a process of its own, that can read the history and nothing else, and can be killed."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Literal

from storage.errors import NoHistory, SqlRefused

Format = Literal["table", "csv", "json", "jsonl", "parquet"]


def run_query(
    history: Path,
    query: str,
    *,
    output_format: Format = "table",
    output: Path | None = None,
    width: int = 0,
    timeout: float = 300.0,
    memory_mb: int = 2048,
) -> None:
    """Run one query and write its result to `output` or standard output.

    `width` cuts the lines of a table, 0 leaves them whole. Raises SqlRefused for SQL that is wrong, not one reading
    statement, too long or too large; NoHistory when nothing was published.
    """
    if not history.exists():
        raise NoHistory(history, "no history yet; `marsad run` makes one")
    job = {
        "history": str(history),
        "query": query,
        "format": output_format,
        "width": width,
        "memory_mb": memory_mb,
    }
    command = [sys.executable, "-m", "storage.sandbox_child"]
    with open(output, "wb") if output else _standard_output() as stream:  # noqa: PTH123 - one of two streams
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stream, stderr=subprocess.PIPE)
        try:
            _, complaint = child.communicate(base64.b64encode(json.dumps(job).encode()), timeout=timeout)
        except subprocess.TimeoutExpired as error:
            child.kill()
            child.wait()
            raise SqlRefused(f"the query took longer than {timeout:.0f} s and was ended") from error
        except BaseException:
            child.kill()
            child.wait()
            raise
    if child.returncode != 0:
        line = complaint.decode("utf-8", "replace").strip().splitlines()
        raise SqlRefused(line[-1] if line else f"the query needed more than {memory_mb} MB, or crashed, and was ended")


class _standard_output:  # noqa: N801 - a stream like the one open() gives, not ours to close
    def __enter__(self) -> int:
        sys.stdout.flush()
        return sys.stdout.fileno()

    def __exit__(self, *error: object) -> None: ...
