"""The code is clean for DuckDB 2: the tests of this folder hold with it as they do with the locked 1.5."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import skip_or_fail
from tests.storage.conftest import DUCKDB2, ROOT

TESTED = ["columns", "store", "queue", "views"]


@pytest.mark.duckdb2
@pytest.mark.parametrize("name", TESTED)
def test_what_holds_with_duckdb_1_holds_with_2(name: str) -> None:
    if not DUCKDB2.is_dir():
        skip_or_fail(f"{DUCKDB2} is not here: make .tools/duckdb2")
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", f"tests/storage/test_{name}.py"]
    environment = {**os.environ, "PYTHONPATH": f"{DUCKDB2}{os.pathsep}{ROOT}"}
    version = [sys.executable, "-c", "import duckdb; print(duckdb.__version__)"]
    assert subprocess.run(version, capture_output=True, text=True, env=environment).stdout.startswith("2.")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout
