from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.marsad.conftest import PROGRAM, Desk, environment, one_line

READERS = [
    ("sql", "SELECT 1"),
    ("search", "x"),
    ("show", "x"),
    ("trends",),
    ("report",),
    ("sources",),
    ("alerts", "list"),
    ("alerts", "send"),
    ("entities", "list"),
    ("entities", "show", "kim"),
]


@pytest.mark.parametrize("arguments", READERS, ids=" ".join)
def test_without_a_history_every_reader_ends_with_2_and_says_what_makes_one(
    desk: Desk, arguments: tuple[str, ...]
) -> None:
    done = desk.marsad(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no history yet; `marsad run` makes one" in one_line(done)
    assert not (desk.folder / "data").exists()


@pytest.mark.parametrize("arguments", [one for one in READERS if one != ("alerts", "send")], ids=" ".join)
def test_a_damaged_history_ends_every_reader_with_1(desk: Desk, arguments: tuple[str, ...]) -> None:
    (desk.folder / "data").mkdir()
    (desk.folder / "data/history.duckdb").write_bytes(b"not a database" * 1000)
    done = desk.marsad(*arguments)
    assert done.returncode == 1
    assert "data/history.duckdb" in one_line(done)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELCT 1", 'syntax error at or near "SELCT"'),
        ("SELECT nothing FROM articles", "nothing"),
        ("SELECT * FROM nowhere", "nowhere"),
        ("SELECT 1; SELECT 2", "one statement at a time"),
        ("", "one statement at a time"),
        ("DROP TABLE articles", "DROP is not allowed"),
        ("COPY articles TO 'x.csv'", "COPY is not allowed"),
        ("SELECT * FROM read_text('marsad.toml')", "disabled"),
        ("SET threads = 1", "SET is not allowed"),
    ],
)
def test_sql_that_is_wrong_or_refused_ends_with_2_and_one_line(history: Desk, query: str, said: str) -> None:
    done = history.marsad("sql", query)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in one_line(done)
    assert not (history.folder / "x.csv").exists()


def test_sql_writes_every_format_to_standard_output_or_a_file(history: Desk, tmp_path: Path) -> None:
    query = "SELECT title, copy_of IS NOT NULL AS is_copy FROM articles ORDER BY title LIMIT 2"
    expected = [{"title": "Title london", "is_copy": False}, {"title": "Title night", "is_copy": False}]
    for form in ("table", "csv", "json", "jsonl"):
        shown = history.marsad("sql", query, "--format", form).stdout
        assert "Title london" in shown
        done = history.marsad("sql", query, "--format", form, "--output", str(tmp_path / form))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (tmp_path / form).read_text(encoding="utf-8") == shown
    assert json.loads((tmp_path / "json").read_text()) == expected
    assert [json.loads(line) for line in (tmp_path / "jsonl").read_text().splitlines()] == expected


def test_sql_writes_parquet_only_to_a_file(history: Desk, tmp_path: Path) -> None:
    done = history.marsad("sql", "SELECT 1 AS x", "--format", "parquet")
    assert done.returncode == 2
    assert "add --output FILE" in one_line(done)
    done = history.marsad("sql", "SELECT 1 AS x", "--format", "parquet", "--output", str(tmp_path / "x.parquet"))
    assert done.returncode == 0
    assert (tmp_path / "x.parquet").read_bytes()[:4] == b"PAR1"


def test_a_query_that_fails_leaves_no_half_file_and_an_old_one_alone(history: Desk, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("mine", encoding="utf-8")
    for name in ("new.csv", "old.csv"):
        assert history.marsad("sql", "SELCT", "--format", "csv", "--output", str(tmp_path / name)).returncode == 2
    assert not (tmp_path / "new.csv").exists()
    assert (tmp_path / "old.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", [("sql", "SELECT 1"), ("report",)])
def test_an_output_that_cannot_be_written_ends_with_2_and_names_the_place(
    history: Desk, command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for place in (tmp_path / "file" / "x", tmp_path):
        done = history.marsad(*command, "--output", str(place))
        assert done.returncode == 2
        assert str(place.parent) in one_line(done)


def test_whoever_stops_reading_ends_the_command_quietly(history: Desk) -> None:
    for arguments in (("sql", "SELECT repeat('x', 100) FROM range(100000)"), ("entities", "list", "--limit", "30000")):
        command = [PROGRAM, *arguments]
        with subprocess.Popen(
            command, cwd=history.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


@pytest.mark.parametrize("words", [["كيم", "فلاديفوستوك"], ["كيم جونغ اون"], ["الاصطناعيه"], ["كِيم"], ["كـيم"]])
def test_search_finds_arabic_however_its_letters_are_written(history: Desk, words: list[str]) -> None:
    done = history.marsad("search", *words)
    assert done.returncode == 0
    titles = [line.rpartition("  ")[2] for line in done.stdout.splitlines()[1:]]
    assert sorted(titles) == ["Title reprint", "Title topic"]
    assert " copy " in next(line for line in done.stdout.splitlines() if line.endswith("Title reprint"))


def test_search_wants_all_words_says_when_there_is_none_and_keeps_to_its_limit(history: Desk) -> None:
    assert history.marsad("search", "paris", "tokyo").stdout.count("Title") == 1
    assert history.marsad("search", "كيم", "sesame").stdout == "no article has all these words\n"
    assert history.marsad("search", "paris", "--limit", "2").stdout.count("Title") == 2
    assert "name a word" in one_line(history.marsad("search", " "))


def test_show_takes_an_id_or_a_url_and_gives_text_matches_copies_mentions_and_quotes(history: Desk) -> None:
    number = history.sql("SELECT article_id FROM articles WHERE title = 'Title topic'")
    shown = history.marsad("show", number).stdout
    for url in (history.site.url("/topic.html"), history.site.url("/topic.html#top")):
        assert history.marsad("show", url).stdout == shown
    assert re.search(r"^matches w \d\.\d\d: .*كيم", shown, re.MULTILINE)
    assert re.search(r"^copied by B: \w+ http", shown, re.MULTILINE)
    assert "وصل كيم جونغ أون إلى فلاديفوستوك" in shown
    assert re.search(r"كيم جونغ أون +كيم +short", shown)
    assert " · قالت · إن المحادثات ستتناول قذائف المدفعية" in shown
    copy = history.marsad("show", history.site.url("/reprint.html")).stdout
    assert f"copy of {number}" in copy


def test_show_of_what_is_not_there_ends_with_2(history: Desk) -> None:
    done = history.marsad("show", "a000")
    assert (done.returncode, done.stdout) == (2, "")
    assert "a000: no such article; `marsad search WORDS` finds ids" in one_line(done)


def test_trends_without_names_says_what_is_new_rises_and_falls_and_for_which_days(history: Desk) -> None:
    done = history.marsad("trends", "--days", "2")
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "the 2 days to 2023-09-13, the newest day in the history",
        "before: the 2 days before those; the history begins 2023-09-10",
    ]
    trends = {fields[3]: fields[:3] for line in lines[4:] if (fields := re.split(r"  +", line))}
    assert trends["London"] == ["new", "0", "1"]
    assert trends["Paris"] == ["rises", "1", "2"] or trends["Paris"] == ["rises", "0", "2"]
    assert trends["Tokyo"] == ["falls", "2", "0"]


def test_trends_of_names_counts_days_back_from_the_newest(history: Desk) -> None:
    done = history.marsad("trends", "Tokyo", "كيم جونغ اون", "--days", "2")
    lines = done.stdout.splitlines()
    assert lines[0] == "the 2 days to 2023-09-13, the newest day in the history"
    assert [re.split(r"  +", line)[:2] for line in lines[2:]] == [["كيم جونغ أون", "2023-09-13"]]
    assert "2023-09-10" in history.marsad("trends", "Tokyo").stdout
    assert "no mentions in these days" in history.marsad("trends", "Tokyo", "--days", "1").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("trends", "Lee Example"), "'Lee Example': means lee-organisation, lee-person; use one id"),
        (("entities", "show", "Lee Example"), "'Lee Example': means lee-organisation, lee-person; use one id"),
        (("trends", "nobody at all"), "'nobody at all': nobody known; try `marsad entities list PART`"),
        (("trends", "--watch", "x"), "--watch: 'x': no such watch; there are w"),
    ],
)
def test_names_that_mean_nobody_or_several_end_with_2(history: Desk, arguments: tuple[str, ...], said: str) -> None:
    done = history.marsad(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in one_line(done)


def test_entities_are_listed_by_mentions_and_found_by_part_of_a_name(history: Desk) -> None:
    lines = history.marsad("entities", "list", "--limit", "5").stdout.splitlines()
    assert len(lines) == 6
    counts = [int(line.split()[-1]) for line in lines[1:]]
    assert counts == sorted(counts, reverse=True)
    assert [line.split()[0] for line in history.marsad("entities", "list", "lee example").stdout.splitlines()[1:]] == [
        "lee-organisation",
        "lee-person",
    ]
    assert "kim " in history.marsad("entities", "list", "جونغ اون").stdout
    assert history.marsad("entities", "list", "qqqq").stdout == "nobody known has this in a name or id\n"


def test_entities_show_gives_names_with_origin_and_how_it_was_written(history: Desk) -> None:
    shown = history.marsad("entities", "show", "kim jong un").stdout
    assert shown.startswith("kim (person): كيم جونغ أون")
    assert re.search(r"Kim Jong Un +\S* *config", shown)
    assert re.search(r"كيم +short +\d", shown)
    assert "builtin" in history.marsad("entities", "show", "country:kp").stdout


def test_sources_show_since_when_one_fails_and_why(history: Desk) -> None:
    shown = history.marsad("sources").stdout
    assert re.search(r"^dead .*\d{4}-\d\d-\d\d \d\d:\d\d +http_404$", shown, re.MULTILINE)
    assert re.search(r"^A +rss +\d{4}-\d\d-\d\d", shown, re.MULTILINE)


def test_alerts_are_listed_with_their_letters(history: Desk) -> None:
    shown = history.marsad("alerts", "list").stdout
    assert re.search(r"often +كيم جونغ أون", shown)
    assert re.search(r"desk@example\.org +written", shown)
    assert history.marsad("alerts", "send").stdout == "letters: 1 written\n"


def test_a_test_letter_is_written_where_there_is_no_mail_server(history: Desk) -> None:
    done = history.marsad("alerts", "test")
    assert done.returncode == 0
    written = re.search(r"desk@example\.org: written to (\S+\.eml)", done.stdout)
    assert written is not None
    assert b"To: desk@example.org" in Path(written[1]).read_bytes()


def test_a_test_letter_that_nobody_takes_ends_with_1_and_says_why(desk: Desk) -> None:
    desk.configure(
        '[mail]\nport = 1\nsecurity = "none"\n[[alert]]\nname = "a"\nkind = "digest"\nto = ["desk@example.org"]\n'
    )
    done = desk.marsad("alerts", "test")
    assert done.returncode == 1
    assert "BAD desk@example.org: not sent: session: ConnectionRefusedError" in done.stdout


def test_the_report_goes_where_it_is_told(history: Desk, tmp_path: Path) -> None:
    assert history.marsad("report").stdout == f"{history.folder / 'data/report.html'}\n"
    done = history.marsad("report", "--output", "deep/report.html")
    assert done.returncode == 0
    # a story has the title of its first article; of two that came together the smaller id is the first
    assert re.search("Title (?:topic|reprint)", (history.folder / "deep/report.html").read_text(encoding="utf-8"))
