"""`marsad run` that kills itself: `python crashing_run.py CONFIG NOW EVENT WHEN WHOM`.

Events are counted over every commit, rename and SMTP reply; the process dies `before` or `after` the EVENTth, alone or with
its `group`. With EVENT 0 it lives and prints how many there were.
"""

from __future__ import annotations

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import storage.store
from flows.cycle import run_cycle
from news.settings import load_settings

config, at, event, when, whom = sys.argv[1:]
count = 0


def die() -> None:
    if whom == "group":
        os.killpg(os.getpgid(0), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def watched(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        global count
        count += 1
        number = count
        if number == int(event) and when == "before":
            die()
        result = function(*arguments, **options)
        if number == int(event) and when == "after":
            die()
        return result

    return call


storage.store.commit = watched(storage.store.commit)
Path.rename = watched(Path.rename)  # type: ignore[method-assign]
smtplib.SMTP.getreply = watched(smtplib.SMTP.getreply)  # type: ignore[method-assign]
summary = run_cycle(load_settings(Path(config)), now=lambda: datetime.fromisoformat(at))
print(count, summary.new, summary.alerts)
