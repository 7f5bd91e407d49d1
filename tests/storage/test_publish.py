"""Publishing: what a reader sees is the store's content, whatever sessions of their own people have had on the file."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from storage import publish as publishing
from storage.errors import DiskFull, NotWritable, StoreError
from storage.publish import publish
from storage.store import open_store
from tests.storage.conftest import ROOT, VERSIONS, OpenSession, Session, change

MINE = "INSERT INTO entities VALUES ('mine-{}', 'person', 'mine')"
ALL = "SELECT list(entity_id ORDER BY entity_id) FROM entities"
READERS = ["1.5", "2"]

pytestmark = pytest.mark.duckdb2  # readers of both versions look at every outcome


@pytest.fixture
def history(store: Path) -> Path:
    path = store.with_name("history.duckdb")
    assert publish(store, path)
    return path


@pytest.fixture(scope="module")
def readers() -> Iterator[list[Session]]:
    """Return a process with each DuckDB, which opens and closes files as it is told."""
    opened = [Session(Path(":memory:"), version) for version in READERS]
    yield opened
    for one in opened:
        one.end()


@pytest.fixture
def seen(history: Path, readers: list[Session]) -> Callable[[], list[Any]]:
    """Return what the next reader sees, one with each DuckDB."""

    def look(reader: Session) -> Any:
        assert reader(f"ATTACH '{history}' AS history (READ_ONLY)") == []
        found = reader(ALL.replace("FROM ", "FROM history."))
        assert reader("DETACH history") == []
        return found[0][0]

    return lambda: [look(reader) for reader in readers]


BOTH = [["kim", "putin"]] * len(READERS)


def committed(user: Session) -> None:
    assert user(MINE.format(1)) == [[1]]


def uncommitted(user: Session) -> None:
    user("BEGIN")
    committed(user)


def dropped_everything(user: Session) -> None:
    for view in ("co_mentions", "spikes", "daily_mentions", "mention_history"):
        user(f"DROP VIEW {view}")
    user("DROP TABLE articles")
    user("CREATE TABLE mine AS SELECT 1 AS x")


def checkpointed(user: Session) -> None:
    committed(user)
    user("CHECKPOINT")
    user(MINE.format(2))


def nothing(user: Session) -> None: ...


WRITES = pytest.mark.parametrize("write", [committed, uncommitted, dropped_everything, checkpointed, nothing])
WRITERS = pytest.mark.parametrize("version", VERSIONS)


@WRITERS
@WRITES
def test_a_killed_session_changes_nothing_for_the_next_reader(
    store: Path, history: Path, session: OpenSession, seen: Callable[[], list[Any]], version: str, write: Any
) -> None:
    history.chmod(0o644)
    user = session(history, version)
    write(user)
    user.kill()
    change(store)
    assert publish(store, history)
    assert seen() == BOTH
    assert sorted(path.name for path in history.parent.iterdir()) == ["history.duckdb", "store.duckdb"]


@WRITERS
@WRITES
def test_a_session_that_ended_changes_nothing_for_the_next_reader_even_after_a_run_without_news(
    store: Path, history: Path, session: OpenSession, seen: Callable[[], list[Any]], version: str, write: Any
) -> None:
    user = session(history, version)
    write(user)
    user.end()
    publish(store, history)
    assert seen() == [["kim"]] * 2


@WRITERS
@WRITES
@pytest.mark.parametrize("end", ["end", "kill"])
def test_a_live_session_goes_on_with_its_old_file_and_changes_nothing_for_readers_of_the_new_one(
    store: Path, history: Path, session: OpenSession, seen: Callable[[], list[Any]], version: str, write: Any, end: str
) -> None:
    user = session(history, version)
    write(user)
    change(store)
    assert publish(store, history)
    assert seen() == BOTH
    assert user("FROM entities")
    if write is uncommitted:
        assert user("COMMIT") == []
    assert user(MINE.format(8)) == [[1]]
    assert seen() == BOTH
    assert user("CHECKPOINT") == []
    assert user(MINE.format(9)) == [[1]]
    assert seen() == BOTH
    getattr(user, end)()
    assert seen() == BOTH
    publish(store, history)
    assert seen() == BOTH


@WRITERS
def test_sessions_that_outlive_several_publications_change_nothing(
    store: Path, history: Path, session: OpenSession, seen: Callable[[], list[Any]], version: str
) -> None:
    users, expected = [], ["kim"]
    for name in ("lavrov", "putin", "zelensky"):
        users.append(session(history, version))
        users[-1]("BEGIN")
        users[-1](MINE.format(len(users)))
        change(store, name)
        assert publish(store, history)
        expected.append(name)
        assert seen() == [expected] * 2
    for user in users:
        assert user("COMMIT") == []
        assert seen() == [expected] * 2
    hidden = [path for path in history.parent.iterdir() if path.name.startswith(".history") and path.suffix != ".wal"]
    assert len(hidden) <= 2, "the file before the last one may be being opened; older ones are gone"


@WRITERS
def test_a_left_over_wal_is_removed_though_nothing_changed(
    store: Path, history: Path, session: OpenSession, seen: Callable[[], list[Any]], version: str
) -> None:
    user = session(history, version)
    committed(user)
    user.kill()
    assert history.with_name("history.duckdb.wal").exists()
    inode = history.stat().st_ino
    assert publish(store, history)
    assert history.stat().st_ino != inode
    assert not history.with_name("history.duckdb.wal").exists()
    assert seen() == [["kim"]] * 2


@pytest.mark.parametrize("junk", [b"", b"no WAL at all", os.urandom(5000)])
@pytest.mark.parametrize("end", [".wal", ".wal.checkpoint", ".wal.recovery"])
def test_whatever_lies_in_the_place_of_a_wal_is_removed(
    store: Path, history: Path, seen: Callable[[], list[Any]], junk: bytes, end: str
) -> None:
    history.with_name(history.name + end).write_bytes(junk)
    assert publish(store, history)
    assert sorted(path.name for path in history.parent.iterdir()) == ["history.duckdb", "store.duckdb"]
    assert seen() == [["kim"]] * 2


def test_a_reader_keeps_what_it_opened(store: Path, history: Path, session: OpenSession) -> None:
    reader = session(history, "1.5", "reader")
    change(store)
    publish(store, history)
    assert reader(ALL) == [[["kim"]]]
    assert not history.is_symlink(), "readers are no reason for a link"


def test_nothing_new_leaves_the_file_as_it_is(store: Path, history: Path) -> None:
    before = history.stat()
    with open_store(store) as db:
        db.execute("CREATE TABLE unseen AS SELECT 1 AS x")
    assert not publish(store, history)
    after = history.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_was_made_writable_damaged_or_removed_is_put_in_place_again(store: Path, history: Path) -> None:
    history.chmod(0o644)
    assert publish(store, history)
    history.chmod(0o644)
    history.write_bytes(b"not a database")
    history.chmod(0o444)
    assert publish(store, history)
    history.unlink()
    assert publish(store, history)
    assert not publish(store, history)


def test_the_file_is_for_reading(history: Path) -> None:
    assert stat.S_IMODE(history.stat().st_mode) == 0o444


def test_it_holds_the_stores_bytes(store: Path, history: Path) -> None:
    assert history.read_bytes() == store.read_bytes()


def test_temporary_files_of_dead_runs_are_removed(store: Path, history: Path) -> None:
    for name in (".history.duckdb.1.tmp", ".history.duckdb.99999.tmp", f".history.duckdb.7.{'a' * 32}"):
        history.with_name(name).write_bytes(b"half a copy")
    change(store)
    publish(store, history)
    assert sorted(path.name for path in history.parent.iterdir()) == ["history.duckdb", "store.duckdb"]


class Died(BaseException):
    """The process ended here."""


CALLS: list[tuple[Any, str]] = [
    (Path, "rename"),
    (Path, "unlink"),
    (Path, "symlink_to"),
    (os, "fsync"),
    (os, "fchmod"),
    (os, "utime"),
    (shutil, "copyfileobj"),
    (fcntl, "ioctl"),
    (fcntl, "lockf"),
]


def dying_at(number: int, monkeypatch: pytest.MonkeyPatch, when: str) -> list[int]:
    """Make the process end before or after the numberth call to the operating system; return the counter."""
    count = [0]

    def watch(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            count[0] += 1
            if count[0] >= number and when == "before":
                raise Died  # nothing that follows happens either: dead processes clean up nothing
            result = function(*arguments, **options)
            if count[0] >= number:
                raise Died
            return result

        return call

    for owner, name in CALLS:
        monkeypatch.setattr(owner, name, watch(getattr(owner, name)))
    return count


def points(publication: Callable[[], object]) -> Iterator[tuple[int, str]]:
    with pytest.MonkeyPatch.context() as patch:
        count = dying_at(1_000, patch, "before")
        publication()
    return ((number, when) for number in range(1, count[0] + 1) for when in ("before", "after"))


@contextmanager
def writer_of(path: Path) -> Iterator[None]:
    """Hold a file as a session does that writes to it."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        fcntl.lockf(os.open(path, os.O_RDWR), fcntl.LOCK_EX)
        os.write(writer, b".")
        signal.pause()
    os.read(reader, 1)
    yield
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize("left", ["nothing", "wal", "session"])
def test_a_crash_at_every_point_leaves_the_old_file_or_the_new_one_whole(
    store: Path, history: Path, seen: Callable[[], list[Any]], left: str
) -> None:
    wal = history.with_name("history.duckdb.wal")
    change(store, "lavrov")
    for number, when in points(lambda: publish(store, history)):
        before, was = history.stat().st_ino, seen()
        if left == "wal":
            wal.write_bytes(b"of a session that was killed")
        change(store, f"x{number}-{when}")
        held = writer_of(history) if left == "session" else nullcontext()
        with pytest.MonkeyPatch.context() as patch, held, pytest.raises(Died):
            dying_at(number, patch, when)
            publish(store, history)
        if wal.exists():
            assert history.stat().st_ino == before, "the WAL of the old file lies beside the new one"
            wal.unlink()
        now = seen()
        assert now == was or f"x{number}-{when}" in now[0]
        assert now[0] == now[1]
        publish(store, history)
        assert f"x{number}-{when}" in seen()[0]
        assert not list(history.parent.glob(".*.tmp"))


def test_the_store_is_locked_while_it_is_copied(store: Path, history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import duckdb, sys; duckdb.connect(sys.argv[1])"
    found = []

    def copy(*arguments: Any) -> None:
        found.append(subprocess.run([sys.executable, "-c", code, store], capture_output=True, text=True).stderr)
        shutil.copyfileobj(*arguments)

    monkeypatch.setattr(publishing, "_clone", copy)
    change(store)
    publish(store, history)
    assert "Could not set lock" in found[0]


def test_what_was_committed_by_a_process_that_died_just_before_is_published(
    store: Path, history: Path, monkeypatch: pytest.MonkeyPatch, seen: Callable[[], list[Any]]
) -> None:
    code = f"""if True:
        import os, duckdb
        db = duckdb.connect({str(store)!r})
        db.execute("INSERT INTO entities VALUES ('putin', 'person', 'Putin')")
        db.execute("UPDATE settings SET value = '77' WHERE key = 'publication'")
        os.kill(os.getpid(), 9)
    """
    lock = fcntl.lockf
    intruders = [code]

    def locked(*arguments: Any) -> None:
        if intruders:
            subprocess.run([sys.executable, "-c", intruders.pop()])
        lock(*arguments)

    monkeypatch.setattr(fcntl, "lockf", locked)
    publish(store, history)
    assert seen() == BOTH


@pytest.mark.parametrize(
    ("code", "kind", "exit_code"),
    [
        (errno.EACCES, NotWritable, 2),
        (errno.EROFS, NotWritable, 2),
        (errno.ENOSPC, DiskFull, 1),
        (errno.EDQUOT, DiskFull, 1),
        (errno.EIO, StoreError, 1),
    ],
)
def test_what_the_system_refuses_is_told_in_one_line_and_leaves_the_old_file(
    store: Path, history: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[StoreError], exit_code: int
) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    before = history.read_bytes()
    change(store)
    monkeypatch.setattr(shutil, "copyfileobj", refuse)
    with pytest.raises(StoreError) as caught:
        publish(store, history)
    assert type(caught.value) is kind and caught.value.exit_code == exit_code
    assert "\n" not in str(caught.value) and str(history) in str(caught.value)
    assert history.read_bytes() == before
    assert sorted(path.name for path in history.parent.iterdir()) == ["history.duckdb", "store.duckdb"]


def as_nobody(code: str) -> str:
    """Return what Python code prints when it runs without the rights of root."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(writer, 1)
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            exec(code)
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    with os.fdopen(reader) as stream:
        return stream.read()


def test_a_read_only_folder_is_told_in_one_line(store: Path, history: Path) -> None:
    for folder in (history.parent, *history.parent.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path(folder.anchor):
            folder.chmod(folder.stat().st_mode | 0o055)
    store.chmod(0o666)
    change(store)
    history.parent.chmod(0o555)
    try:
        told = as_nobody(
            "from storage.publish import publish\n"
            "from storage.errors import NotWritable\n"
            f"store, history = Path({str(store)!r}), Path({str(history)!r})\n"
            "try: publish(store, history)\n"
            "except NotWritable as error: os.write(1, f'{error.exit_code} {error}'.encode())\n"
            "except BaseException as error: os.write(1, repr(error).encode())\n"
        )
    finally:
        history.parent.chmod(0o755)
    assert told.startswith("2 ") and "\n" not in told and "check" in told


def test_a_folder_in_the_place_of_the_file_is_told(store: Path, tmp_path: Path) -> None:
    history = tmp_path / "history.duckdb"
    history.mkdir()
    with pytest.raises(StoreError, match=r"history\.duckdb"):
        publish(store, history)


def test_every_migration_leaves_a_file_that_opens_when_the_process_is_killed_after_it(tmp_path: Path) -> None:
    count = len(list((ROOT / "storage/migrations").glob("*.sql")))
    for number in range(1, count + 1):
        path = tmp_path / f"{number}.duckdb"
        code = (
            "import os, sys, pathlib, storage.store as s\n"
            f"known = s._migrations(); s._migrations = lambda: known[:{number}]\n"
            "with s.open_store(pathlib.Path(sys.argv[1])) as db: os.kill(os.getpid(), 9)\n"
        )
        subprocess.run([sys.executable, "-c", code, path], cwd=ROOT)
        assert path.with_name(path.name + ".wal").exists(), "what is tested is the replay"
        with open_store(path) as db:
            assert db.execute("SELECT max(number) FROM migrations").fetchone() == (count,)
