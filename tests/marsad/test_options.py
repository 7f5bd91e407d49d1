from __future__ import annotations

import os
import pty
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.marsad.conftest import PROGRAM, Desk, environment, marsad, one_line

COMMANDS = [
    "demo",
    "init",
    "check",
    "run",
    "serve",
    "sql",
    "search",
    "show",
    "trends",
    "report",
    "alerts list",
    "alerts test",
    "alerts send",
    "entities list",
    "entities show",
    "sources",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example_and_says_the_defaults(command: str, tmp_path: Path) -> None:
    done = marsad(*command.split(), "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Usage: marsad {command}" in done.stdout
    assert "Example: marsad " in done.stdout
    assert f" {command}" in done.stdout.partition("Example: marsad")[2]
    assert "$MARSAD_CONFIG or marsad.toml" in " ".join(done.stdout.split())
    text = " ".join(done.stdout.split())
    for option in ("--days", "--limit", "--format"):
        assert option not in text or "[default:" in text.partition(option)[2]
    for option in ("--output", "--source STR", "--watch"):
        assert option not in text or "default" in text.partition(option)[2][:120]


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_marsad_alone_says_what_there_is_and_where_to_begin(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = marsad(*arguments, cwd=tmp_path)
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command.split()[0]}" in done.stdout
    assert "marsad demo" in done.stdout


def test_help_is_plain_in_a_pipe_and_framed_on_a_terminal(tmp_path: Path) -> None:
    assert "╭" not in marsad("run", "--help", cwd=tmp_path).stdout
    assert "╭" in on_a_terminal("run", "--help", cwd=tmp_path)


def test_output_in_a_pipe_has_no_escape_codes_and_whole_lines(history: Desk) -> None:
    for arguments in (("sources",), ("search", "كيم"), ("trends",), ("sql", "SELECT title, text FROM articles")):
        done = history.marsad(*arguments, COLUMNS="40")
        assert "\x1b" not in done.stdout + done.stderr
        assert "\u2068" not in done.stdout
    assert TEXT_END in done.stdout


TEXT_END = "before the line was closed for want of carriages."


def on_a_terminal(*arguments: str, cwd: Path) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, *arguments], cwd=cwd, env=environment(), stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
        process.wait(timeout=60)
    os.close(ours)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side has closed a terminal
        return b""


def test_version_is_the_packages(tmp_path: Path) -> None:
    assert marsad("--version", cwd=tmp_path).stdout.strip() == version("marsad")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope",), 'Unknown command "nope"'),
        (("alerts", "nope"), "nope"),
        (("run", "--nope"), "Unknown option: --nope"),
        (("--nope", "run"), "--nope"),
        (("run", "extra"), "extra"),
        (("sql",), "requires an argument"),
        (("search",), "requires an argument"),
        (("show",), "requires an argument"),
        (("trends", "--days", "0"), "--days"),
        (("trends", "--days", "many"), "--days"),
        (("search", "x", "--limit", "-1"), "--limit"),
        (("sql", "SELECT 1", "--format", "xml"), "--format"),
        (("run", "--config"), "--config"),
    ],
)
def test_wrong_arguments_end_with_2_and_are_named(history: Desk, arguments: tuple[str, ...], said: str) -> None:
    done = history.marsad(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in one_line(done)


@pytest.mark.parametrize(
    "arguments", [("--config", "FILE", "sources"), ("sources", "--config", "FILE"), ("sources", "--config=FILE")]
)
def test_the_configuration_may_be_named_before_or_after_the_command(
    history: Desk, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    file = str(history.folder / "marsad.toml")
    done = marsad(*(one.replace("FILE", file) for one in arguments), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "dead" in done.stdout


def test_the_configuration_may_come_from_the_environment_or_lie_in_the_folder(history: Desk, tmp_path: Path) -> None:
    file = str(history.folder / "marsad.toml")
    assert marsad("sources", cwd=tmp_path, MARSAD_CONFIG=file).returncode == 0
    assert marsad("sources", cwd=history.folder).returncode == 0
    relative = os.path.relpath(file, tmp_path)
    assert marsad("sources", "--config", relative, cwd=tmp_path, MARSAD_CONFIG="/none").returncode == 0


@pytest.mark.parametrize("command", ["check", "run", "serve", "sources", "trends", "report", "alerts send", "sql x"])
def test_a_configuration_that_is_not_there_ends_with_2_and_says_how_to_get_one(command: str, tmp_path: Path) -> None:
    done = marsad(*command.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert one_line(done).startswith(
        f"marsad: {tmp_path / 'marsad.toml'}: no such file; `marsad init` makes a workspace"
    )


def test_a_wrong_configuration_ends_with_2_and_names_file_key_and_value(desk: Desk) -> None:
    desk.configure("[schedule]\ncron = 'never'\n")
    done = desk.marsad("run")
    assert done.returncode == 2
    assert f"{desk.folder / 'marsad.toml'}: schedule.cron: 'never': not a cron line" in one_line(done)


def test_an_alert_about_somebody_unknown_ends_a_run_before_it_begins(desk: Desk) -> None:
    desk.configure('[[alert]]\nname = "a"\nkind = "digest"\nentities = ["nobody at all"]\nto = ["a@example.org"]\n')
    for command in ("run", "check"):
        done = desk.marsad(command)
        assert done.returncode == 2
        assert "alert[0].entities[0]: 'nobody at all': nobody has this name or id" in done.stderr
    assert desk.site.requests == []


def test_quiet_leaves_results_and_verbose_adds_to_them(desk: Desk) -> None:
    quiet = desk.marsad("run", "--quiet")
    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert "1 new articles" in quiet.stdout
    usual = desk.marsad("run")
    assert "visiting 1 sources" in usual.stderr
    assert len(desk.marsad("-v", "run").stderr.splitlines()) >= len(usual.stderr.splitlines())


def test_init_makes_a_workspace_that_loads_and_never_writes_over_one(tmp_path: Path) -> None:
    done = marsad("init", "my-desk", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "marsad check" in done.stdout
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == [
        "my-desk/examples/my-topic/example.txt",
        "my-desk/marsad.toml",
    ]
    (tmp_path / "my-desk/marsad.toml").write_text("mine", encoding="utf-8")
    again = marsad("init", "my-desk", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already and is left as it is" in one_line(again)
    assert (tmp_path / "my-desk/marsad.toml").read_text(encoding="utf-8") == "mine"


def test_init_in_a_place_that_is_a_file_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = marsad("init", "file/desk", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be written to (Not a directory)" in one_line(done)
