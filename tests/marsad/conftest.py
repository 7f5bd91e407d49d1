"""The real command in a process of its own, and a desk: a workspace whose sources are on loopback."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Site
from tests.flows.conftest import EXAMPLE, TOPIC, page

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".venv/bin/marsad"
Done = subprocess.CompletedProcess[str]


def environment(**more: str) -> dict[str, str]:
    """Return an environment without what could reach into a test, with this tree's code first."""
    kept = {key: value for key, value in os.environ.items() if "proxy" not in key.lower() and key != "MARSAD_CONFIG"}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def marsad(*arguments: str, cwd: Path, timeout: float = 120, **variables: str) -> Done:
    """Run the command as a user would, its output in pipes."""
    return subprocess.run(
        [PROGRAM, *arguments], cwd=cwd, env=environment(**variables), capture_output=True, text=True, timeout=timeout
    )


def start(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    """Start the command and leave it running."""
    return subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def one_line(done: Done) -> str:
    """Return the complaint: one line on standard error, without a traceback."""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("marsad: ")
    assert "Traceback" not in done.stderr
    return lines[0]


class Played:
    """A demo that was played: where, and what it printed."""

    def __init__(self, folder: Path, done: Done) -> None:
        self.folder, self.done = folder, done

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.folder / "data/history.duckdb"), read_only=True) as db:
            return db.execute(query).fetchall()

    def number(self, query: str) -> int:
        return int(str(self.ask(query)[0][0]))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demo, played once for all the workers of a test run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, told = shared / "the-demo", shared / "the-demo.json"
    with (shared / "the-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            done = marsad("demo", str(folder), cwd=shared, timeout=580)
            told.write_text(json.dumps([done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    code, stdout, stderr = json.loads(told.read_text(encoding="utf-8"))
    return Played(folder, Done([], code, stdout, stderr))


class Desk:
    """A workspace, the site it watches, and the command run in it."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site
        (folder / "example.txt").write_text(EXAMPLE, encoding="utf-8")

    def configure(
        self, extra: str = "", *, fetch: str = "", threshold: float = 0.0, sources: str = "", hosts: Sequence[str] = ()
    ) -> None:
        watch = f'[[watch]]\nname = "w"\nexamples = ["example.txt"]\nthreshold = {threshold}\n'
        source = sources or f'[[source]]\nname = "S"\nurl = "{self.site.url("/feed")}"\n'
        head = f"[fetch]\nper_host_pause = 0\nallow_hosts = {json.dumps([self.site.host, *hosts])}\n{fetch}\n"
        entity = '[[entity]]\nid = "kim"\nkind = "person"\nnames = ["كيم جونغ أون", "Kim Jong Un"]\n'
        (self.folder / "marsad.toml").write_text(head + watch + source + entity + extra, encoding="utf-8")

    def publish(self, *articles: tuple[str, str, str], feed: str = "/feed", hour: int = 8) -> None:
        """Serve articles of (slug, day of September 2023, text), all published at that hour."""
        for slug, _, text in articles:
            self.site.pages[f"/{slug}.html"] = page(f"Title {slug}", text)
        items = "".join(
            f"<item><title>Title {slug}</title><link>{self.site.url(f'/{slug}.html')}</link>"
            f"<pubDate>{day} Sep 2023 {hour:02}:00:00 +0300</pubDate></item>"
            for slug, day, _ in articles
        )
        head = '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>'
        self.site.pages[feed] = f"{head}{items}</channel></rss>".encode()

    def marsad(self, *arguments: str, **options: object) -> Done:
        return marsad(*arguments, cwd=self.folder, **options)  # type: ignore[arg-type]

    def sql(self, query: str) -> str:
        done = self.marsad("sql", query, "--format", "csv")
        assert done.returncode == 0, done.stderr
        return done.stdout.partition("\n")[2].strip()


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    """A desk whose one source names one article."""
    one = Desk(tmp_path, site)
    one.publish(("topic", "13", TOPIC))
    one.configure()
    return one


TOKYO = """Officials in Tokyo said on Sunday that the harbour would be closed for a week while Kim Jong Un was travelling.
The governor of Tokyo asked shipping companies to wait, and promised that the ferries would run again before the holidays.
Fishermen complained that nobody had told them in time, and that the catch of the season would be lost without the boats."""
PARIS = """Bakers in Paris and Tokyo exchanged recipes at a fair that closes on Monday, the organisers said in a statement.
The city of Paris paid for the ovens, and a school of pastry lent its kitchen to the visitors for the whole of the week.
Prizes went to a roll with sesame and to a cake of chestnuts that nobody had thought could be cut without a knife."""
LONDON = """The orchestra of the opera in Paris will play in London this winter for the first time in more than thirty years.
Tickets for London go on sale in October, and half of them are kept for people under the age of twenty-five, it was said.
The programme has three symphonies and a new work for brass that was written on a night train through the mountains."""
NIGHT = """A night train between Paris and the coast will run again from spring, the railway company announced on Wednesday.
Sleeping cars are being repaired in two workshops, and the oldest of them has carried passengers since the year 1964.
The company expects that travellers will book early, as they did before the line was closed for want of carriages."""


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk after one run: six articles of two days, a reprint among them, and a source that is dead."""
    site = Site()
    one = Desk(tmp_path_factory.mktemp("desk"), site)
    first = (("tokyo", "10", TOKYO), ("paris", "10", PARIS), ("topic", "13", TOPIC), ("london", "13", LONDON))
    one.publish(*first, ("night", "13", NIGHT))
    # an hour later: of two texts of one instant the smaller id is the original, and ids follow the site's port
    one.publish(("reprint", "13", TOPIC + "\n(وكالات)"), feed="/second", hour=9)
    names = (("A", "/feed"), ("B", "/second"), ("dead", "/none"))
    sources = "".join(f'[[source]]\nname = "{n}"\noutlet = "{n}"\nurl = "{site.url(path)}"\n' for n, path in names)
    lees = "".join(
        f'[[entity]]\nid = "lee-{k}"\nkind = "{k}"\nnames = ["Lee Example"]\n' for k in ("person", "organisation")
    )
    alert = '[[alert]]\nname = "often"\nkind = "threshold"\nentities = ["kim"]\ndays = 30\nto = ["desk@example.org"]\n'
    one.configure(lees + alert, sources=sources)
    done = one.marsad("run")
    assert done.returncode == 0, done.stderr
    yield one
    site.close()
