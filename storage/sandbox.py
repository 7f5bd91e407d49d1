"""User SQL: in a process of its own, that can read the history and nothing else, and can be killed."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from storage.errors import DiskFull, NoHistory, SqlRefused, StoreError

Format = Literal["table", "csv", "json", "jsonl", "parquet"]

# How the child ends; what it wrote to standard error is one line for people.
REFUSED, UNREADABLE, UNWRITABLE = 2, 3, 4


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

    `width` cuts the lines of a table, 0 leaves them whole; `timeout` is in seconds, until the result is there. A file at
    `output` is replaced by a whole result or not at all. Raises SqlRefused for SQL that is wrong, not one reading statement,
    too long or too large; NoHistory when nothing was published, StoreError when that cannot be read.
    """
    if not history.exists():
        raise NoHistory(history, "no history yet; `marsad run` makes one")
    job: dict[str, object] = {
        "history": str(history),
        "query": query,
        "format": output_format,
        "width": width,
        "timeout": timeout,
        "memory_mb": memory_mb,
    }
    with _written(output) as stream, tempfile.TemporaryDirectory() as scratch:
        code, complaint = _run({**job, "scratch": str(Path(scratch, "rows.parquet"))}, stream)
        _judge(history, output, job, code, complaint)


def _run(job: dict[str, object], stream: BinaryIO) -> tuple[int, str]:
    # -P: a folder of the user's must not offer modules
    command = [sys.executable, "-P", "-m", "storage.sandbox_child"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stream, stderr=subprocess.PIPE)
    try:
        _, complaint = child.communicate(base64.b64encode(json.dumps(job).encode()))
    except BaseException:
        child.kill()
        child.wait()
        raise
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    return child.returncode, lines[-1] if lines else ""


def _judge(history: Path, output: Path | None, job: dict[str, object], code: int, complaint: str) -> None:
    if code == -signal.SIGPIPE:
        raise BrokenPipeError
    if code == -signal.SIGALRM:
        raise SqlRefused(f"the query took longer than {job['timeout']:.0f} s and was ended")
    if code == UNREADABLE:
        raise StoreError(history, complaint.removeprefix(f"{history}: "))
    if code == UNWRITABLE:
        raise DiskFull(output or Path("standard output"), f"the result could not be written: {complaint}")
    if code == REFUSED:
        raise SqlRefused(complaint)
    if code != 0:
        raise SqlRefused(f"the query needed more than {job['memory_mb']} MB, or crashed, and was ended")


@contextmanager
def _written(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    try:
        with _replaced(output.resolve()) as stream:
            yield stream
    except OSError as error:
        raise SqlRefused(f"{output}: {error.strerror or error}") from error


@contextmanager
def _replaced(output: Path) -> Iterator[BinaryIO]:
    """Yield a stream whose content takes the file's place at the end; a pipe or device is written to as it is."""
    if output.exists() and not output.is_file():
        with output.open("wb") as stream:
            yield stream
        return
    temporary = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            yield stream
        temporary.rename(output)
    finally:
        temporary.unlink(missing_ok=True)
