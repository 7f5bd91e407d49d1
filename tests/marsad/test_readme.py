"""What README.md tells people to type runs, on the workspace of the demo."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.marsad.conftest import ROOT, Played, marsad

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines() if line.strip()]
# these set up, need the internet or a file, or never end; each has tests of its own
ELSEWHERE = ("make", "cd", "marsad init", "marsad check", "marsad run", "marsad serve", "marsad entities import")


def typed(line: str) -> list[str]:
    words = shlex.split(line, comments=True)
    return ["marsad" if Path(word).name == "marsad" else word for word in words]


COMMANDS = [words for line in LINES if not " ".join(words := typed(line)).startswith(ELSEWHERE)]


@pytest.fixture
def workspace(demo: Played, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo.folder, tmp_path / "demo"))


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) >= 5
    assert {words[1] for words in COMMANDS} >= {"sql", "trends", "search", "report"}


def test_every_command_of_the_readme_runs_on_the_workspace_of_the_demo(workspace: Path) -> None:
    for words in COMMANDS:
        assert words[0] == "marsad"
        done = marsad(*words[1:], cwd=workspace)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"
        assert done.stdout or "--output" in words
        assert len(done.stdout.splitlines()) != 1 or words[1] in ("report", "replay")


def test_every_command_named_in_the_text_exists(tmp_path: Path) -> None:
    groups = {"alerts", "entities"}
    named = set(re.findall(r"marsad ([a-z]+(?: [a-z]+)?)", README))
    for command in sorted({name if name.split()[0] in groups else name.split()[0] for name in named} - {"is"}):
        assert marsad(*command.split(), "--help", cwd=tmp_path).returncode == 0, command


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", "\n".join(BLOCKS) + README)) <= targets


def test_the_files_that_it_links_to_are_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)|`(docs/[\w./-]+)`", README):
        assert (ROOT / (target[0] or target[1])).exists(), target


def test_init_as_the_readme_shows_it_makes_what_it_says(tmp_path: Path) -> None:
    assert marsad("init", "my-desk", cwd=tmp_path).returncode == 0
    assert list((tmp_path / "my-desk/examples/my-topic").glob("*.txt"))
    shutil.rmtree(tmp_path / "my-desk")
