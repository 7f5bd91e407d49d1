"""The live store: opened by one process, migrated, and every way it can be unusable told in one line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import store as storing
from storage.errors import DiskFull, NotWritable, RowRefused, StoreBusy, StoreDamaged, StoreError, StoreTooNew
from storage.load import get_articles
from storage.runs import facts_version, set_facts_version
from storage.store import check_free_space, insert_rows, open_store, transaction
from tests.storage.conftest import OpenSession, change, insert

COUNT = "SELECT count(*) FROM entities"


def test_a_new_store_has_every_migration_and_is_in_utc(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.duckdb") as db:
        numbers = [number for (number,) in db.execute("SELECT number FROM migrations ORDER BY ALL").fetchall()]
        assert numbers == list(range(1, len(storing._migrations()) + 1))
        assert db.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)


def test_opening_again_changes_nothing(store: Path) -> None:
    with open_store(store) as db:
        before = db.execute("FROM migrations").fetchall()
    with open_store(store) as db:
        assert db.execute("FROM migrations").fetchall() == before


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = storing._migrations()
    path = tmp_path / "store.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(storing, "_migrations", lambda: known[:1])
        with open_store(path) as db:
            insert(db, "entities", {"entity_id": "kim"})
    with open_store(path) as db:
        assert db.execute(COUNT).fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM mention_history").fetchone() == (0,)


def test_a_migration_that_fails_is_undone_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(storing, "_migrations", lambda: ["CREATE TABLE one (a INT); INSERT INTO one VALUES ('x');"])
        with pytest.raises(StoreError), open_store(path):
            pass
    with open_store(path) as db:
        assert db.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'one'").fetchone() == (0,)


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(store: Path) -> None:
    with open_store(store) as db:
        db.execute("INSERT INTO migrations VALUES (999, now())")
    before = store.read_bytes()
    with pytest.raises(StoreTooNew, match=r"later version of Marsad \(schema 999"), open_store(store):
        pass
    assert store.read_bytes() == before


def test_a_store_in_use_names_the_process(store: Path, session: OpenSession) -> None:
    user = session(store)
    with pytest.raises(StoreBusy, match=rf"in use by process {user.process.pid}$"), open_store(store, wait=0.3):
        pass
    user.end()
    with open_store(store) as db:
        assert db.execute(COUNT).fetchone() == (1,)


def test_a_store_in_use_is_waited_for(store: Path) -> None:
    code = "import duckdb, sys, time; db = duckdb.connect(sys.argv[1]); print('held', flush=True); time.sleep(1)"
    with subprocess.Popen([sys.executable, "-c", code, store], stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline()
        with open_store(store, wait=30) as db:
            assert db.execute(COUNT).fetchone() == (1,)


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"no database" * 1000,
        lambda whole: whole[:5000],
        lambda whole: whole[:12288] + bytes(byte ^ 0xFF for byte in whole[12288:]),
    ],
    ids=["junk", "header only", "flipped"],
)
def test_a_damaged_store_is_told_in_one_line(store: Path, damage: Callable[[bytes], bytes]) -> None:
    store.write_bytes(damage(store.read_bytes()))
    with pytest.raises(StoreDamaged) as caught, open_store(store) as db:
        db.execute("FROM articles").fetchall()
        db.execute("CHECKPOINT")
    assert str(caught.value).startswith(f"{store}: ") and "\n" not in str(caught.value)
    assert caught.value.exit_code == 1


def killed_with_wal(store: Path) -> Path:
    code = (
        "import duckdb, os, sys; db = duckdb.connect(sys.argv[1])\n"
        "for n in range(50): db.execute(\"INSERT INTO entities VALUES ('e' || ?, 'person', repeat('x', 50))\", [n])\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, store])
    return store.with_name(store.name + ".wal")


def test_a_torn_wal_gives_every_commit_before_the_tear(store: Path, tmp_path: Path) -> None:
    wal = killed_with_wal(store).read_bytes()
    counts = []
    for cut in range(0, len(wal) + 1, max(1, len(wal) // 12)):
        copy = Path(shutil.copy(store, tmp_path / f"{cut}.duckdb"))
        copy.with_name(copy.name + ".wal").write_bytes(wal[:cut])
        with open_store(copy) as db:
            row = db.execute(COUNT).fetchone()
            assert row
            counts.append(row[0])
    assert counts == sorted(counts)
    assert counts[0] == 1 and counts[-1] > 40


def test_a_refused_row_undoes_its_transaction_and_nothing_else(store: Path) -> None:
    with pytest.raises(RowRefused) as caught, open_store(store) as db, transaction(db):
        insert(db, "entities", {"entity_id": "putin"})
        insert_rows(db, "add_versions", [{"article_id": None, "version": 1}])
    assert "\n" not in str(caught.value)
    with open_store(store) as db:
        assert db.execute(COUNT).fetchone() == (1,)


def test_a_row_that_breaks_a_key_is_refused(store: Path) -> None:
    with pytest.raises(RowRefused), open_store(store) as db:
        insert(db, "entities", {"entity_id": "kim"})


def test_what_a_block_does_is_undone_when_it_raises(store: Path) -> None:
    with pytest.raises(KeyboardInterrupt), open_store(store) as db, transaction(db):
        insert(db, "entities", {"entity_id": "putin"})
        raise KeyboardInterrupt
    with open_store(store) as db:
        assert db.execute(COUNT).fetchone() == (1,)


def test_rows_keep_instants_nulls_and_arabic(store: Path) -> None:
    with open_store(store) as db:
        at = datetime(2023, 9, 13, 12, 30, tzinfo=UTC)
        row = {"source": "S", "url": "https://example.org/كيم", "etag": '"a\\"', "last_modified": "", "stored_at": at}
        insert_rows(db, "set_validators", [row])
        assert db.execute("SELECT * FROM validators").fetchone() == ("S", row["url"], '"a\\"', "", at)
        set_facts_version(db, "1")
        assert facts_version(db) == "1"
        assert list(get_articles(db, ["a", "missing"])) == ["a"]


def test_free_space_is_looked_at_before_a_run(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_free_space(store)
    size = store.stat().st_size
    usage = shutil.disk_usage(store)
    monkeypatch.setattr(storing, "FREE_BYTES", 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=2 * size - 1))
    with pytest.raises(DiskFull, match=r"only \d+ MB free") as caught:
        check_free_space(store)
    assert caught.value.exit_code == 1
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=2 * size))
    check_free_space(store)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ('IO Error: Cannot open file "x.wal": Permission denied', NotWritable),
        ('IO Error: Cannot open file "x": Read-only file system', NotWritable),
        ("IO Error: Could not write all bytes: No space left on device", DiskFull),
        ("IO Error: Corrupt database file: computed checksum 1 does not match 2", StoreDamaged),
        ("IO Error: Could not set lock on file: Conflicting lock is held in python (PID 17). See also", StoreBusy),
    ],
)
def test_what_duckdb_says_is_told_in_our_words(message: str, kind: type[StoreError]) -> None:
    import duckdb

    told = storing.translate(Path("store.duckdb"), duckdb.IOException(message + "\nmore"))
    assert type(told) is kind and "\n" not in str(told)


def test_every_query_is_one_statement_that_the_schema_takes(store: Path) -> None:
    queries = Path(storing.__file__).with_name("queries")
    with open_store(store) as db:
        for path in queries.glob("*.sql"):
            text = path.read_text(encoding="utf-8")
            (statement,) = db.extract_statements(text)
            assert statement.named_parameters == set(re.findall(r"\$(\w+)", re.sub(r"--.*", "", text))), path.name
    change(store)
