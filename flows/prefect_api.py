"""Prefect's HTTP API, as far as serving needs it: whose server answers, and runs without a heartbeat set to crashed."""

from __future__ import annotations

import json
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Any

HEARTBEAT_SECONDS = 30
# a process that was killed cannot say so: without this its run would be shown as running for ever
CRASHED_WITHOUT_HEARTBEAT: dict[str, Any] = {
    "name": "marsad-crashed",
    "description": "A run that was killed is set to crashed once three of its heartbeats are missing.",
    "enabled": True,
    "trigger": {
        "type": "event",
        "posture": "Proactive",
        "match": {"prefect.resource.id": "prefect.flow-run.*"},
        "for_each": ["prefect.resource.id"],
        "after": ["prefect.flow-run.heartbeat"],
        "expect": ["prefect.flow-run.*"],
        "threshold": 1,
        "within": 3 * HEARTBEAT_SECONDS,
    },
    "actions": [
        {"type": "change-flow-run-state", "state": "CRASHED", "message": "killed: it no longer gives signs of life"}
    ],
}
# whatever proxy the environment names is for the internet
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def find_home(port: int) -> Path | None:
    """Return the state folder of the Prefect server that answers on a port; None while none does."""
    try:
        settings = _ask(port, "GET", "admin/settings")
        return Path(settings["home"]).resolve()
    except (OSError, HTTPException, ValueError, KeyError, TypeError):  # nobody, or something that is not Prefect
        return None


def watch_heartbeats(port: int) -> None:
    """Create the automation that sets runs without a heartbeat to crashed, unless it is there; OSError when refused."""
    # writing it anew would forget whose heartbeats it is waiting for, such as those of a run that a power cut ended
    same_name = {"automations": {"name": {"any_": [CRASHED_WITHOUT_HEARTBEAT["name"]]}}}
    if not _ask(port, "POST", "automations/filter", same_name):
        _ask(port, "POST", "automations/", CRASHED_WITHOUT_HEARTBEAT)


def _ask(port: int, method: str, path: str, body: object = None) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with _OPENER.open(request, timeout=30) as reply:
        return json.loads(reply.read() or b"null")
