"""The side of the process that wants texts tagged: starts the model's process when it is needed, and outlives it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from news.model import Kind, Refusal
from news.parsing.frames import PATIENCE, read_frame, write_frame
from news.tagging.spans import Span

# As discovery reads: a longer text is no article.
MOST_CHARACTERS = 100_000
# Texts sent at once: enough for full batches of like length, few enough that one that is fatal costs little.
_TEXTS, _CHARACTERS = 32, 100_000
# A base-sized encoder takes some 2 s for 512 pieces on one slow core, that is 2,000 characters.
_SECONDS, _SECONDS_A_CHARACTER = 30.0, 0.01
_LOAD_SECONDS = 300.0
# Beyond the loaded model: a batch of a base-sized GLiNER takes 0.9 GB, of token classification 0.5 GB.
_MEMORY_MB = 4096
# Texts that ended the process by themselves; each costs loading the model again, and after so many the model is at fault.
_MOST_DEATHS = 5
_ENDINGS = {-signal.SIGPROF: "model_timeout", -signal.SIGALRM: "model_timeout"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What the configuration says of a model; `version` changes with all that its spans depend on."""

    folder: Path
    version: str
    labels: Mapping[str, Kind | Literal[""]]
    threshold: float
    batch: int
    threads: int


class Unavailable(Exception):
    """The model cannot be had; says why."""


class Tagger:
    """A model behind a process of its own; ends it on exit. One caller at a time, from any thread."""

    def __init__(
        self,
        options: Options,
        *,
        seconds: float = _SECONDS,
        seconds_a_character: float = _SECONDS_A_CHARACTER,
        memory_mb: int = _MEMORY_MB,
    ) -> None:
        self.options = options
        self._seconds, self._seconds_a_character, self._memory_mb = seconds, seconds_a_character, memory_mb
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._deaths = 0
        self._problem = ""  # why the model cannot be had any more

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def tag(self, texts: Sequence[str]) -> Iterator[tuple[Span, ...] | Refusal]:
        """Yield each text's spans in its order, or a Refusal that says why it has none; whatever a text does, the others have theirs."""
        with self._lock:
            for group in _groups([text[:MOST_CHARACTERS] for text in texts]):
                yield from self._tag_group(group)

    def probe(self) -> None:
        """Load the model; raises Unavailable."""
        with self._lock:
            self._ready()

    def _tag_group(self, texts: Sequence[str]) -> Iterator[tuple[Span, ...] | Refusal]:
        try:
            found = self._ask(texts)
        except Unavailable as error:
            yield from (Refusal(reason="model_unavailable", detail=str(error)) for _ in texts)
            return
        if isinstance(found, Refusal) and len(texts) > 1:
            for text in texts:  # one of them is at fault: each by itself
                yield from self._tag_group([text])
        elif isinstance(found, Refusal):
            self._count(found)
            yield found
        else:
            yield from found

    def _count(self, refusal: Refusal) -> None:
        self._deaths += refusal.reason != "model_failed"
        if self._deaths == _MOST_DEATHS:
            self._problem = f"{self._deaths} texts ended its process"

    def _ask(self, texts: Sequence[str]) -> list[tuple[Span, ...]] | Refusal:
        process = self._ready()
        seconds = self._seconds + self._seconds_a_character * sum(map(len, texts))
        cpu_seconds = seconds * self.options.threads
        body = json.dumps(list(texts)).encode("ascii")  # escaped: half a surrogate pair travels, too
        try:
            answer = _exchange(process, {"cpu_seconds": cpu_seconds}, body, patience=cpu_seconds * PATIENCE)
            if answer["error"]:
                return Refusal(reason="model_failed", detail=answer["error"])
            return [tuple(Span(*span) for span in spans) for spans in answer["spans"]]
        except (OSError, ValueError, KeyError, TypeError):
            code = self._end()
            return Refusal(reason=_ENDINGS.get(code, "model_crashed"), detail=f"exit {code}")

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        if self._problem:
            raise Unavailable(self._problem)
        self._process = _start()
        order = {
            "folder": str(self.options.folder),
            "labels": dict(self.options.labels),
            "threshold": self.options.threshold,
            "batch": self.options.batch,
            "threads": self.options.threads,
            "memory_mb": self._memory_mb,
        }
        try:
            self._problem = str(_exchange(self._process, order, patience=_LOAD_SECONDS)["error"])
        except (OSError, ValueError, KeyError, TypeError):
            self._problem = f"its process ended while it was loaded: exit {self._end()}"
        if self._problem:  # another try would end as this one did
            self._end()
            raise Unavailable(self._problem)
        return self._process

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        assert process.stdin and process.stdout
        process.stdout.close()
        with contextlib.suppress(OSError):  # what was in the buffer has no reader any more
            process.stdin.close()
        try:
            return process.wait(timeout=1)  # it is gone, or goes when its input is closed
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _groups(texts: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for text in texts:
        if group and (len(group) == _TEXTS or sum(map(len, group)) + len(text) > _CHARACTERS):
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "news.tagging.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TOKENIZERS_PARALLELISM": "false", "OPENBLAS_NUM_THREADS": "1"},  # numpy only sorts here
    )


def _exchange(
    process: subprocess.Popen[bytes], head: dict[str, Any], body: bytes = b"", *, patience: float
) -> dict[str, Any]:
    """Send a frame and return the head of the answer; raises OSError or ValueError when the process is lost."""
    assert process.stdin and process.stdout
    # the kernel's timers in the process are the deadline; this one is for a process that cannot even be scheduled
    watchdog = threading.Timer(patience + 60, process.kill)
    watchdog.daemon = True
    watchdog.start()
    try:
        write_frame(process.stdin, head, body)
        answer = read_frame(process.stdout)
    finally:
        watchdog.cancel()
    if answer is None:
        raise ConnectionError("the process is gone")
    return answer[0]
