"""Bombs: whatever inflates, memory stays below the limit and 64 MB more."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.faults.routes import ROUTES
from tests.faults.server import FaultServer

ALLOWED_MB = 64
# measured in a process of its own: the peak of this one belongs to all tests before
PROBE = """
import json, resource, sys
from tests.faults.client import PATIENT, Web, a_network, a_request
url, kind, host = sys.argv[1:]
with Web(a_network(allow_hosts=(host,)), limits=PATIENT) as web:
    web.get(a_request(url.rpartition("/")[0] + "/none", kind=kind))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fetched = web.get(a_request(url, kind=kind))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([fetched.reason, grown / 1024]))
"""


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/bomb/gzip", "page", "too_large"),
        ("/bomb/gzip", "robots", ""),
        ("/bomb/in-a-feed", "feed", "too_large"),
        ("/bomb/gzip-in-gzip", "feed", "unsupported_encoding"),
        ("/bomb/empty-members", "feed", "bad_encoding"),
        ("/endless/body", "feed", "too_large"),
        ("/endless/chunks", "feed", "too_large"),
    ],
)
def test_a_bomb_takes_no_more_memory_than_its_limit_and_64_mb(path: str, kind: str, reason: str) -> None:
    with FaultServer(ROUTES) as server:
        command = [sys.executable, "-c", PROBE, server.url(path), kind, server.host]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    said, grown = json.loads(done.stdout)
    if kind != "robots":
        assert said == reason
    limit_mb = {"page": 5, "feed": 20, "robots": 0.5}[kind]
    assert grown < limit_mb + ALLOWED_MB
