from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from desk.report import render_report, write_report
from tests.desk.builders import a_view


def test_every_figure_stands_in_its_table() -> None:
    page = render_report(a_view("خبر"))
    assert '<td><code><bdi dir="auto">خبر</bdi></code></td><td class="n">5</td>' in page
    assert "1234" in page
    assert not re.search("object at 0x|None|Undefined", page)


def test_a_report_that_cannot_be_made_or_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "report.html"
    write_report(path, "old")
    with pytest.raises(UndefinedError):
        write_report(path, render_report(a_view("x", counts=None)))
    with pytest.raises(UnicodeEncodeError):
        write_report(path, "torn \ud800")
    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(os, "fsync", full)
        write_report(path, "new")
    assert [(one.name, one.read_text()) for one in path.parent.iterdir()] == [("report.html", "old")]


def full(handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_reader_sees_the_old_report_or_the_new_even_when_the_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(path, "old" * 1000)
    code = (
        "import os, signal, sys; from pathlib import Path; from desk.report import write_report\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write_report(Path({str(path)!r}), 'new' * 1000)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(root)})
    assert done.returncode == -9
    assert path.read_text() == "old" * 1000
    write_report(path, "new")
    assert path.read_text() == "new"
