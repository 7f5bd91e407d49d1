"""docs/columns.md and the comments in the database say the same of every table, view and column."""

from __future__ import annotations

import re
from pathlib import Path

from storage.store import open_store

PAGE = Path(__file__).resolve().parents[2] / "docs/columns.md"


def documented() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    tables: dict[str, str] = {}
    columns: dict[tuple[str, str], str] = {}
    for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, body = section.partition("\n")
        tables[name] = re.search(r"^(?:Table|View): a row is (.*)\.$", body, re.MULTILINE)[1]  # type: ignore[index]
        columns |= {(name, c): text for c, text in re.findall(r"^\| `(\w+)` \| (.*) \|$", body, re.MULTILINE)}
    return tables, columns


def test_every_table_view_and_column_is_documented_in_the_database_and_on_the_page(tmp_path: Path) -> None:
    tables, columns = documented()
    with open_store(tmp_path / "store.duckdb") as db:
        own = "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal"
        views = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        assert dict(db.execute(f"{own} UNION ALL {views}").fetchall()) == tables
        found = db.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    assert {(table, column): comment for table, column, comment in found} == columns
