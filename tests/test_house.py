"""The rules of the house: who may import whom, and documents that can go wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("news", "storage", "desk", "flows", "marsad")


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def importers(library: str) -> set[str]:
    pattern = re.compile(rf"^\s*(?:import|from) {library}\b", re.MULTILINE)
    return {str(path.relative_to(ROOT)) for path in sources() if pattern.search(path.read_text(encoding="utf-8"))}


def test_the_layers_hold() -> None:
    done = subprocess.run([ROOT / ".venv/bin/lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_one_module_imports_prefect_one_httpx_and_only_storage_duckdb() -> None:
    assert importers("prefect") == {"flows/monitor.py"}
    assert importers("httpx") == {"news/fetching/web.py"}
    assert {path.partition("/")[0] for path in importers("duckdb")} == {"storage"}


def test_a_run_imports_no_prefect_and_a_worker_neither_prefect_nor_duckdb() -> None:
    for module, banned in (("flows.cycle", {"prefect"}), ("news.parsing.nursery", {"prefect", "duckdb"})):
        code = f"import sys, {module}; sys.exit(bool({banned!r} & set(sys.modules)))"
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0, module


def test_no_sql_is_built_in_python() -> None:
    built = re.compile(r"execute\(\s*f[\"']|execute\([^)]*\.format\(")
    assert [str(path) for path in sources() if built.search(path.read_text(encoding="utf-8"))] == []


def test_every_query_file_is_used_and_says_what_it_is() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    for query in (ROOT / "storage/queries").glob("*.sql"):
        assert f'"{query.stem}"' in code, f"{query.name} is used nowhere"
        assert query.read_text(encoding="utf-8").startswith("-- "), query.name


def test_every_reason_in_the_code_is_in_the_list_of_reasons() -> None:
    listed = set(re.findall(r"`(\w+)`", (ROOT / "docs/reasons.md").read_text(encoding="utf-8")))
    used = set()
    for path in sources():
        used |= set(
            re.findall(r"(?:reason=|Failure\(|BadEncoding\(|Blocked\()\"(\w+)\"", path.read_text(encoding="utf-8"))
        )
    assert used - listed - {"not_modified"} == set()
