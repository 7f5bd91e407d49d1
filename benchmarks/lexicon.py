"""The lexicon of imported lists with 1k, 100k and 1M names: what making and mapping it costs, and how fast it reads.

`python -m benchmarks.lexicon [--bare] [thousands of names ...]`. Names and texts are those of benchmarks.recognition: generated, two words
each, and days of news. A size is made in a process of its own. Then two fresh processes map the file at once, and each says how long after its
start it had found the name of a text that holds one: the libraries' import is the greater part. Last, one process reads
texts as they stand, each once, by the lexicon alone (folding included) and by a recogniser that knows only the lexicon, beside
ahocorasick_rs bare on texts that were folded before; of a million names that is built when `--bare` asks for it, for it takes half a minute.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from benchmarks.data import need_data
from benchmarks.recognition import SIZES, entities, texts
from news.lexicon.building import build
from news.lexicon.lexicon import Lexicon
from news.naming.names import Recogniser
from news.spelling.scripts import fold, fold_name

WORKERS, TEXTS = 2, 600
# Of a million names the bare automaton is built only when asked.
_MOST_BARE = 200_000


def make(count: int, path: Path) -> None:
    """Write the lexicon of so many names, and say what that took."""
    known = list(entities(count))
    before, began = _memory(), time.perf_counter()
    build(known, path)
    seconds = time.perf_counter() - began
    print(
        f"{count:>9,} names  made in {seconds:6.1f} s  {path.stat().st_size / 1e6:6.1f} MB on disk  {_memory() - before:5.0f} MB more memory"
    )


def first_match(count: int, path: Path) -> None:
    """Print the seconds from this process's start to the first name found, and the memory that is this process's own."""
    lexicon = Lexicon.open(path)
    name = next(islice(entities(count), 1, None)).label
    mentions, _ = Recogniser((), lexicon).recognise("", f"{name} said so.")
    seconds = time.time() - _started_at()
    assert [one.surface for one in mentions] == [name]
    print(f"{'':>15}  first match {seconds:.2f} s after the process's start  {_memory():5.0f} MB")


def _started_at() -> float:
    """Return when this process was started (proc(5): ticks since the machine was)."""
    ticks = int(Path(f"/proc/{os.getpid()}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    since_boot = ticks / os.sysconf("SC_CLK_TCK")
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + since_boot


def measure(count: int, path: Path, *, bare: bool) -> None:
    """Print the speed of reading."""
    articles = texts()[:TEXTS]
    megabytes = sum(len(title.encode()) + len(text.encode()) for title, text in articles) / 1e6
    lexicon = Lexicon.open(path)
    recogniser = Recogniser((), lexicon)
    whole = [f"{title}\n{text}" for title, text in articles]
    speeds = {
        "lexicon": megabytes / _seconds(lambda: [lexicon.find(fold(text).text) for text in whole]),
        "recogniser": megabytes / _seconds(lambda: [recogniser.recognise(*one) for one in articles]),
    }
    if bare or count <= _MOST_BARE:
        folded = [fold(text).text for text in whole]
        automaton = AhoCorasick([fold_name(one.label) for one in entities(count)], matchkind=MatchKind.Standard)
        speeds["bare"] = megabytes / _seconds(
            lambda: [automaton.find_matches_as_indexes(text, overlapping=True) for text in folded]
        )
    print(f"{'':>15}  " + "  ".join(f"{name} {speed:.1f} MB/s" for name, speed in speeds.items()))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _start(step: str, count: int, path: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "benchmarks.lexicon", step, str(count), str(path), *more])


def main(arguments: Sequence[str]) -> None:
    """Measure each size in processes of its own."""
    need_data()
    if arguments and arguments[0] in ("--make", "--first", "--read"):
        count, path = int(arguments[1]), Path(arguments[2])
        {"--make": make, "--first": first_match}.get(
            arguments[0], lambda *_: measure(count, path, bare="--bare" in arguments)
        )(count, path)
        return
    bare = [one for one in arguments if one == "--bare"]
    for count in (int(one) * 1000 for one in [one for one in arguments if one not in bare] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "names.lexicon"
            for steps in (["--make"], ["--first"] * WORKERS, ["--read"]):
                for process in [_start(step, count, path, *bare) for step in steps]:
                    process.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
