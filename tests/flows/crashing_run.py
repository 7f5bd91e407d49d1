"""Runs that kill themselves. A server: it imports everything once, then forks a fresh process for each run.

A line of standard input is JSON: config, at, event, when, whom, delay, and whether it is a replay. Events are counted over every commit, rename and SMTP
reply; the process dies `before` or `after` the EVENTth, alone or with its `group`; with event 0 it lives, or is killed by
the server after `delay` seconds. Each answer is a line of JSON: the exit code (negative for a signal), events, seconds.
"""

from __future__ import annotations

import json
import os
import signal
import smtplib
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import storage.store
from flows import replay
from flows.cycle import run_cycle
from news.comparing.terms import count_terms
from news.configuring.settings import load_settings
from news.world.known_world import known_world


def watched(job: dict[str, Any], events: list[int], function: Callable[..., Any]) -> Callable[..., Any]:
    def die() -> None:
        if job["whom"] == "group":
            os.killpg(os.getpgid(0), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)

    def call(*arguments: Any, **options: Any) -> Any:
        events[0] += 1
        number = events[0]
        if number == job["event"] and job["when"] == "before":
            die()
        result = function(*arguments, **options)
        if number == job["event"] and job["when"] == "after":
            die()
        return result

    return call


def run(job: dict[str, Any], answer: int) -> None:
    os.setsid()
    events = [0]
    storage.store.commit = watched(job, events, storage.store.commit)
    Path.rename = watched(job, events, Path.rename)  # type: ignore[method-assign]
    smtplib.SMTP.getreply = watched(job, events, smtplib.SMTP.getreply)  # type: ignore[method-assign]
    settings, at = load_settings(Path(job["config"])), datetime.fromisoformat(job["at"])
    if job["replay"]:
        replay.BATCH = 1  # each text its own transaction
        replay.replay(settings, now=lambda: at)
    else:
        run_cycle(settings, now=lambda: at)
    os.write(answer, str(events[0]).encode())


def child(job: dict[str, Any], answer: int) -> None:
    try:
        run(job, answer)
    except BaseException as error:  # noqa: BLE001 - whatever ended the run is told by the exit code
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def serve(job: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        child(job, writer)
    os.close(writer)
    if job.get("delay"):
        time.sleep(job["delay"])
        (os.killpg if job["whom"] == "group" else os.kill)(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    seconds = time.monotonic() - started
    with os.fdopen(reader, "rb") as stream:
        events = int(stream.read() or b"0")
    return {"code": os.waitstatus_to_exitcode(status), "events": events, "seconds": seconds}


count_terms("warm كلمة")
known_world()
for line in sys.stdin:
    print(json.dumps(serve(json.loads(line))), flush=True)
