"""User SQL: every way of reading works in every format, every way out is shut, and nothing outlives its limits."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from storage.errors import NoHistory, SqlRefused, StoreError
from storage.publish import publish
from storage.sandbox import run_query
from storage.store import open_store
from tests.storage.conftest import ROOT, OpenSession, change

ARABIC = "كيم جونغ أون"


@pytest.fixture
def history(store: Path) -> Path:
    path = store.with_name("history.duckdb")
    publish(store, path)
    return path


def result(history: Path, query: str, output_format: Any = "csv", **options: Any) -> str:
    output = history.with_name("result")
    run_query(history, query, output_format=output_format, output=output, **options)
    return output.read_text(encoding="utf-8")


def refusal(history: Path, query: str, **options: Any) -> str:
    with pytest.raises(SqlRefused) as caught:
        result(history, query, **options)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value) and "Traceback" not in str(caught.value)
    assert not history.with_name("result").exists()
    return str(caught.value)


VALUES = f"""SELECT '{ARABIC}' AS "الاسم", NULL AS nothing, 1.5::DECIMAL(5,2) AS d, 'nan'::DOUBLE AS nan,
    TIMESTAMPTZ '2023-09-13 15:00:00+03' AS at, DATE '2023-09-13' AS day, [1, 2] AS list, {{'x': [TRUE]}} AS struct,
    MAP {{1: 'a'}} AS map, '{{"a": {{"b": 1}}}}'::JSON AS json, 'x'::BLOB AS blob, TRUE AS yes, 7::UBIGINT AS n"""
TOLD = {
    "الاسم": ARABIC,
    "nothing": None,
    "d": 1.5,
    "nan": None,
    "at": "2023-09-13T12:00:00+00:00",
    "day": "2023-09-13",
    "list": [1, 2],
    "struct": {"x": [True]},
    "map": {"1": "a"},
    "json": {"a": {"b": 1}},
    "blob": "78",
    "yes": True,
    "n": 7,
}


def test_json_has_every_type(history: Path) -> None:
    assert json.loads(result(history, VALUES, "json")) == [TOLD]


def test_json_lines_have_one_row_each(history: Path) -> None:
    lines = result(history, f"{VALUES} FROM range(3)", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [TOLD] * 3


def test_csv_has_every_type(history: Path) -> None:
    ((names), row) = csv.reader(io.StringIO(result(history, VALUES, "csv")))
    assert dict(zip(names, row, strict=True)) == {
        **{name: str(value) for name, value in TOLD.items()},
        "nothing": "",
        "d": "1.50",
        "nan": "nan",
        "list": "[1, 2]",
        "struct": '{"x": [true]}',
        "map": '{"1": "a"}',
        "json": '{"a": {"b": 1}}',
        "yes": "true",
    }


def test_a_table_is_aligned_by_the_width_of_its_letters(history: Path) -> None:
    text = result(history, f"SELECT '{ARABIC}' AS a, 1 AS b UNION ALL SELECT '平壤', 22 ORDER BY b", "table")
    assert text == f"a             b \n────────────  ──\n{ARABIC}  1\n平壤          22\n(2 rows)\n".replace(
        "b \n", "b\n"
    )


def test_a_table_is_cut_to_the_terminal(history: Path) -> None:
    text = result(history, "SELECT repeat('x', 500) AS a, 1 AS b", "table", width=40)
    assert max(len(line) for line in text.splitlines()) <= 40


def test_a_table_shows_no_control_characters(history: Path) -> None:
    text = result(history, "SELECT 'a' || chr(27) || '[31m' || chr(8238) || 'b' || chr(10) || 'c' AS x", "table")
    assert text.splitlines()[2] == "a [31m b c"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_formulas_are_neutralised(history: Path, value: str) -> None:
    result(history, f"SELECT '{value}' AS \"=x\"", "csv")
    text = history.with_name("result").read_bytes().decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["'=x"], ["'" + value]]


def test_csv_leaves_negative_numbers_alone(history: Path) -> None:
    assert result(history, "SELECT -1 AS a, -1.5 AS b, -2.5::DOUBLE AS c", "csv").splitlines()[1] == "-1,-1.5,-2.5"


@pytest.mark.parametrize(
    ("output_format", "text"),
    [("table", "a\n─\n(0 rows)\n"), ("csv", "a\r\n"), ("json", "[]\n"), ("jsonl", "")],
)
def test_an_empty_result_is_a_result(history: Path, output_format: str, text: str) -> None:
    output = history.with_name("result")
    run_query(history, "SELECT 1 AS a WHERE false", output_format=output_format, output=output)  # type: ignore[arg-type]
    assert output.read_bytes().decode() == text


@pytest.mark.parametrize("output_format", ["json", "jsonl"])
def test_columns_of_one_name_are_told_apart(history: Path, output_format: str) -> None:
    text = result(history, "SELECT 1 AS a, 2 AS a, 3 AS a, 4 AS a_1", output_format)
    found = json.loads(text)
    assert (found[0] if output_format == "json" else found) == {"a": 1, "a_2": 2, "a_3": 3, "a_1": 4}


def test_parquet_keeps_types_and_values(history: Path, tmp_path: Path) -> None:
    query = f"""SELECT TIMESTAMPTZ '2023-09-13 15:00:00+03' AS at, [['{ARABIC}'], []] AS list, {{'x': 1, 'y': [NULL]}} AS struct,
        '{{"a": 1}}'::JSON AS json, 18446744073709551615::UBIGINT AS u, 1234567.89::DECIMAL(12, 2) AS d, 'x'::BLOB AS blob,
        MAP {{'k': 1}} AS map, 'infinity'::DOUBLE AS inf, DATE '2023-09-13' AS day, NULL::VARCHAR AS nothing, '=1' AS "صيغة",
        TRUE AS yes, 1::HUGEINT AS a, uuid() AS id
        FROM range(3)"""
    output = tmp_path / "rows.parquet"
    run_query(history, query, output_format="parquet", output=output)
    with duckdb.connect() as db:
        db.execute("SET TimeZone = 'UTC'")
        types = dict(db.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{output}')").fetchall())
        rows = db.execute(f"SELECT * EXCLUDE (id) FROM '{output}'").fetchall()
        columns = ", ".join(f'"{name}"' for name in types if name != "id")
        assert rows == db.execute(f"SELECT {columns} FROM ({query})").fetchall()
    assert types == {
        "at": "TIMESTAMP WITH TIME ZONE",
        "list": "VARCHAR[][]",
        "struct": 'STRUCT(x INTEGER, y "NULL"[])' if "NULL" in types["struct"] else "STRUCT(x INTEGER, y INTEGER[])",
        "json": "JSON",
        "u": "UBIGINT",
        "d": "DECIMAL(12,2)",
        "blob": "BLOB",
        "map": "MAP(VARCHAR, INTEGER)",
        "inf": "DOUBLE",
        "day": "DATE",
        "nothing": "VARCHAR",
        "صيغة": "VARCHAR",
        "yes": "BOOLEAN",
        "a": "DOUBLE",  # Parquet has no HUGEINT
        "id": "UUID",
    }


@pytest.mark.parametrize(
    "table", ["articles", "mention_history", "daily_mentions", "matches", "letters", "source_health"]
)
def test_parquet_takes_our_tables(history: Path, tmp_path: Path, table: str) -> None:
    output = tmp_path / "rows.parquet"
    run_query(history, f"FROM {table}", output_format="parquet", output=output)
    with duckdb.connect() as db:
        assert db.execute(f"SELECT count(*) FROM '{output}'").fetchone()


READING = [
    "SELECT 1;",
    "SELECT 1; -- the end",
    "-- before\nSELECT 1",
    "FROM articles",
    "VALUES (1)",
    "WITH a AS (SELECT 1) SELECT * FROM a",
    "DESCRIBE articles",
    "SUMMARIZE articles",
    "SHOW TABLES",
    "EXPLAIN SELECT * FROM mention_history",
    "PIVOT articles ON language USING count(*)",
    "PIVOT articles ON language IN ('ar') USING count(*)",
    "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n",
    "SELECT table_name, column_name, comment FROM duckdb_columns()",
    "SELECT fold('أ'), day AT TIME ZONE 'Asia/Beirut' FROM (SELECT now() AS day)",
    "SELECT list(x ORDER BY x COLLATE ar) FROM (SELECT 'a' AS x)",
]


@pytest.mark.parametrize("query", READING)
@pytest.mark.parametrize("output_format", ["jsonl", "parquet"])
def test_reading_is_allowed(history: Path, query: str, output_format: Any) -> None:
    output = history.with_name("result")
    run_query(history, query, output_format=output_format, output=output)
    assert output.stat().st_size


ESCAPES = [
    "COPY articles TO '{out}'",
    "COPY (SELECT 1) TO '{out}' (FORMAT parquet)",
    "COPY articles FROM '/etc/passwd'",
    "EXPLAIN ANALYZE COPY articles TO '{out}'",
    "EXPORT DATABASE '{out}'",
    "IMPORT DATABASE '{out}'",
    "ATTACH '{out}' AS x",
    "ATTACH ':memory:' AS x",
    "DETACH history",
    "USE memory",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_json_objects('/etc/passwd')",
    "SELECT * FROM read_ndjson_objects('/etc/passwd')",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM parquet_metadata('/etc/passwd')",
    "SELECT * FROM parquet_schema('{history}')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '{folder}/rows.csv'",
    "FROM 'https://example.org/x.csv'",
    "FROM query('FROM read_text(''/etc/passwd'')')",
    "FROM query_table('/etc/passwd')",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
    "SELECT getenv('HOME')",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '{folder}/x.duckdb_extension'",
    "UPDATE EXTENSIONS",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET memory_limit = '100GB'",
    "RESET enable_external_access",
    "PRAGMA enable_profiling",
    "PRAGMA memory_limit='100GB'",
    "SET VARIABLE x = 1",
    "CALL pragma_version()",
    "CALL enable_logging()",
    "CREATE TABLE x (a INT)",
    "CREATE TEMP TABLE x (a INT)",
    "CREATE SECRET s (TYPE s3)",
    "CREATE MACRO f() AS 1",
    "INSERT INTO articles SELECT * FROM articles",
    "DELETE FROM articles",
    "UPDATE articles SET title = ''",
    "TRUNCATE articles",
    "MERGE INTO articles USING articles AS a ON true WHEN MATCHED THEN DELETE",
    "WITH x AS (SELECT 1) INSERT INTO entities SELECT 'x', 'x', 'x'",
    "EXPLAIN ANALYZE INSERT INTO entities VALUES ('x', 'x', 'x')",
    "DROP TABLE articles",
    "ALTER TABLE articles ADD COLUMN x INT",
    "COMMENT ON TABLE articles IS 'x'",
    "BEGIN",
    "COMMIT",
    "CHECKPOINT",
    "FORCE CHECKPOINT",
    "VACUUM",
    "PREPARE x AS SELECT 1",
    "EXECUTE x",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY articles TO '{out}'",
    "COPY articles TO '{out}'; SELECT 1",
    "SELECT * FROM python_map_function()",
    "SELECT * FROM db",
    "SELECT * FROM job",
    "SELECT * FROM pandas_scan(1)",
    "SELECT * FROM arrow_scan(1, 2, 3)",
    "SELECT nextval('x')",
    "",
    "-- nothing",
    ";",
]


@pytest.mark.parametrize("query", ESCAPES)
def test_every_way_out_is_refused(history: Path, query: str) -> None:
    (history.parent / "rows.csv").write_text("a\n1\n", encoding="utf-8")
    before = history.read_bytes()
    out = history.with_name("escaped")
    told = refusal(history, query.format(out=out, folder=history.parent, history=history))
    assert told and "root:" not in told
    assert not out.exists()
    assert history.read_bytes() == before
    assert sorted(path.name for path in history.parent.iterdir()) == ["history.duckdb", "rows.csv", "store.duckdb"]


@pytest.mark.parametrize("query", ["COPY articles TO '{out}'", "FROM read_text('/etc/passwd')", "FROM glob('/**')"])
def test_the_file_where_parquet_waits_opens_no_way_out(history: Path, query: str) -> None:
    refusal(history, query.format(out=history.with_name("escaped")), output_format="parquet")
    assert not history.with_name("escaped").exists()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT nothing FROM articles", "nothing"),
        ("SELECT * FROM artcles", "artcles"),
        ("SELECT 'a'::INTEGER", "Could not convert"),
        ("SELECT error(chr(27) || '[31m' || repeat('x', 2000))", "[31m"),
        ("DELETE FROM articles", "DELETE is not allowed"),
        ("SELECT 1; SELECT 2", "one statement at a time, not 2"),
        ("", "one statement at a time, not 0"),
    ],
)
def test_wrong_sql_is_told_in_one_clear_line(history: Path, query: str, words: str) -> None:
    told = refusal(history, query)
    assert words in told and len(told) <= 500 and "\x1b" not in told


@pytest.mark.parametrize(
    "query",
    [
        "SELECT repeat('x', 2000000000)",
        "SELECT list(repeat('x', 100000)) FROM range(1000000)",
        "SELECT repeat('x', 1000) FROM range(100000000)",
        "FROM range(1000000000) ORDER BY hash(range)",
    ],
)
def test_a_memory_bomb_ends_in_one_line(history: Path, query: str) -> None:
    assert refusal(history, query, memory_mb=256, timeout=60)


def test_an_endless_query_is_ended(history: Path) -> None:
    endless = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i % 7 FROM n) SELECT count(*) FROM n"
    started = time.monotonic()
    assert refusal(history, endless, timeout=2) == "the query took longer than 2 s and was ended"
    assert time.monotonic() - started < 30


def test_a_slow_reader_of_the_result_is_waited_for(history: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []

    def read_late() -> None:
        with pipe.open("rb") as stream:
            time.sleep(3)
            read.append(stream.read())

    reader = threading.Thread(target=read_late)
    reader.start()
    run_query(history, "SELECT repeat('x', 100) FROM range(10000)", output_format="jsonl", output=pipe, timeout=2)
    reader.join()
    assert read[0].count(b"\n") == 10000
    assert pipe.is_fifo()


ASK = (
    "import sys; from pathlib import Path; from storage.sandbox import run_query\n"
    "run_query(Path(sys.argv[1]), sys.argv[2], output_format='jsonl', timeout=float(sys.argv[3]))\n"
)


def ask(history: Path, query: str, timeout: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", ASK, str(history), query, str(timeout)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def test_who_stops_reading_hears_no_complaint_but_a_broken_pipe(history: Path) -> None:
    asked = ask(history, "SELECT repeat('x', 100) FROM range(100000)", 60)
    assert asked.stdout and asked.stderr
    asked.stdout.read(10)
    asked.stdout.close()
    assert asked.stderr.read().decode().splitlines()[-1].startswith("BrokenPipeError")
    asked.stderr.close()
    asked.wait(timeout=30)


def test_a_query_ends_with_its_time_though_its_parent_was_killed(history: Path) -> None:
    asked = ask(history, "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i % 7 FROM n) SELECT count(*) FROM n", 4)
    children = Path(f"/proc/{asked.pid}/task/{asked.pid}/children")
    while not children.read_text(encoding="ascii").strip():
        time.sleep(0.05)
    child = int(children.read_text(encoding="ascii").split()[0])
    asked.send_signal(signal.SIGKILL)
    assert asked.stdout and asked.stderr
    assert asked.stdout.read() == b""  # which ends when the last writer, the child, has ended
    asked.stdout.close()
    asked.stderr.close()
    asked.wait()
    assert not Path(f"/proc/{child}/exe").exists()


def test_a_refused_query_leaves_the_file_that_stands(history: Path) -> None:
    output = history.with_name("kept.csv")
    output.write_text("of last week\n", encoding="utf-8")
    for query in ("SELEC", "SELECT error('late') FROM range(10)", "SELECT repeat('x', 2000000000)"):
        with pytest.raises(SqlRefused):
            run_query(history, query, output_format="csv", output=output, memory_mb=256)
    assert output.read_text(encoding="utf-8") == "of last week\n"
    run_query(history, "SELECT 1 AS a", output_format="csv", output=output)
    assert output.read_text(encoding="utf-8") == "a\n1\n"
    assert not list(output.parent.glob(".*"))


def test_a_link_stays_a_link_and_a_device_a_device(history: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    run_query(history, "SELECT 1 AS a", output_format="csv", output=link)
    assert link.is_symlink() and target.read_text(encoding="utf-8") == "a\n1\n"
    run_query(history, "SELECT 1 AS a", output_format="csv", output=Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there_is_told(history: Path, tmp_path: Path) -> None:
    output = tmp_path / "missing" / "rows.csv"
    with pytest.raises(SqlRefused, match=r"missing/rows\.csv: No such file or directory"):
        run_query(history, "SELECT 1", output_format="csv", output=output)


def test_a_folder_of_the_users_offers_no_modules(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "csv.py", "duckdb.py", "storage.py"):
        (tmp_path / name).write_text("raise SystemExit('hijacked')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert result(history, "SELECT 1 AS a") == "a\n1\n"


def test_reading_works_while_the_store_is_written_and_the_history_replaced(store: Path, history: Path) -> None:
    done = threading.Event()

    def write() -> None:
        for number in range(10):
            change(store, f"x{number}")
            publish(store, history)
        done.set()

    with open_store(store):
        assert result(history, "SELECT count(*) AS n FROM entities") == "n\n1\n"
    writer = threading.Thread(target=write)
    writer.start()
    counts = [1]
    while not done.is_set():
        counts.append(int(result(history, "SELECT count(*) AS n FROM entities").split()[1]))
    writer.join()
    assert counts == sorted(counts)
    assert result(history, "SELECT count(*) AS n FROM entities") == "n\n11\n"


def test_a_history_that_a_session_writes_to_is_told(history: Path, session: OpenSession) -> None:
    user = session(history)
    with pytest.raises(StoreError, match=rf"in use by process {user.process.pid}$") as caught:
        result(history, "SELECT 1")
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("damage", ["empty", "junk", "torn", "flipped"])
def test_a_broken_history_is_told_in_one_line(history: Path, damage: str) -> None:
    whole = history.read_bytes()
    broken = {
        "empty": b"",
        "junk": b"<html>not a database</html>" * 1000,
        "torn": whole[:20000],
        "flipped": whole[:12288] + bytes(byte ^ 0xFF for byte in whole[12288:]),
    }
    history.chmod(0o644)
    history.write_bytes(broken[damage])
    with pytest.raises(StoreError) as caught:
        result(history, "SELECT count(*), sum(length(text)) FROM articles")
    assert "\n" not in str(caught.value) and "Traceback" not in str(caught.value)
    assert str(caught.value).startswith(f"{history}: ")
    assert caught.value.exit_code == 1


def test_no_history_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoHistory, match="no history yet") as caught:
        run_query(tmp_path / "history.duckdb", "SELECT 1")
    assert caught.value.exit_code == 2
