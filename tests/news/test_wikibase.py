"""Wikibase's API: ids as people write them, what is asked for, what an answer says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from news.importing.wikibase import item_id, read_answer, read_id_file, read_ids, request_url


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q42", "Q42"),
        (" q42 ", "Q42"),
        ("wikidata:Q42", "Q42"),
        ("https://www.wikidata.org/wiki/Q42", "Q42"),
        ("http://www.wikidata.org/entity/Q42", "Q42"),
        ("Q2147483647", "Q2147483647"),
        ("Q2147483648", None),
        ("Q0", None),
        ("Q", None),
        ("P31", None),
        ("Q42.csv", None),
        ("Q42 Q43", None),
        ("list.csv", None),
    ],
)
def test_an_item_is_known_by_its_id_however_it_is_written(text: str, found: str | None) -> None:
    assert item_id(text) == found


def test_a_file_of_ids_has_one_a_line_with_room_for_words_and_each_once() -> None:
    lines = ["# leaders\n", "\n", "Q42 Douglas Adams\n", "q7259 # Ada\n", "nobody\n", "Q42\n"]
    ids, problems = read_ids(lines)
    assert ids == ["Q42", "Q7259"]
    assert [(one.line, one.text) for one in problems] == [(5, "'nobody' is no id of an item, such as Q42")]


@pytest.mark.parametrize(
    ("content", "is_ids"),
    [(b"\xef\xbb\xbf# x\nQ1\n", True), (b"id,kind,name\nQ1,person,A\n", False), (b"\x1f\x8b\xff", False), (b"", False)],
)
def test_a_file_of_ids_is_told_from_other_lists_by_its_first_entry(
    tmp_path: Path, content: bytes, is_ids: bool
) -> None:
    file = tmp_path / "list"
    file.write_bytes(content)
    assert (read_id_file(file) is not None) == is_ids
    assert read_id_file(tmp_path / "nothing") is None


def test_a_request_names_its_ids_and_keeps_what_the_address_has() -> None:
    url = urlsplit(request_url("https://mirror.example.org/w/api.php?token=x", ["Q1", "Q2"]))
    asked = parse_qs(url.query)
    assert (url.netloc, url.path) == ("mirror.example.org", "/w/api.php")
    assert (asked["token"], asked["ids"], asked["maxlag"], asked["action"]) == (
        ["x"],
        ["Q1|Q2"],
        ["5"],
        ["wbgetentities"],
    )
    assert {"ar", "en", "mul"} <= set(asked["languages"][0].split("|"))


def answer(**document: Any) -> bytes:
    return json.dumps(document).encode()


def test_an_answer_tells_items_from_what_is_missing_merged_or_left_out() -> None:
    entities = {"Q1": {"id": "Q1"}, "Q2": {"id": "Q9"}, "Q3": {"id": "Q3", "missing": ""}, "Q5": {"id": "Q5"}}
    found = read_answer(answer(entities=entities), ["Q1", "Q2", "Q3", "Q4"])
    assert found is not None
    assert (sorted(found.items), found.items["Q2"]["id"]) == (["Q1", "Q2"], "Q9")
    assert (found.missing, found.silent, found.error) == (("Q3",), ("Q4",), "")


def test_an_id_that_ends_a_request_is_missing_and_the_others_are_to_be_asked_for_again() -> None:
    found = read_answer(answer(error={"code": "no-such-entity", "id": "Q2"}), ["Q1", "Q2"])
    assert found is not None
    assert (found.missing, found.silent, found.error) == (("Q2",), ("Q1",), "")


@pytest.mark.parametrize(("code", "is_busy"), [("maxlag", True), ("ratelimited", True), ("badvalue", False)])
def test_an_error_of_the_api_is_told_and_whether_it_passes(code: str, is_busy: bool) -> None:
    found = read_answer(answer(error={"code": code, "info": "because"}), ["Q1"])
    assert found is not None
    assert (found.error, found.is_busy, found.items) == (f"{code}: because", is_busy, {})


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"3", b"{}", b'{"entities": []}', b'{"entities"', b"[" * 100_000, b"\xff", b"1" * 10_000],
)
def test_what_is_no_answer_is_none(body: bytes) -> None:
    assert read_answer(body, ["Q1"]) is None


@pytest.mark.parametrize("item", [None, [], "x", {}, {"id": 3}, {"id": "P1"}, {"id": "Q1", "missing": True}])
def test_an_answer_without_an_item_in_it_gives_none(item: Any) -> None:
    found = read_answer(answer(entities={"Q1": item}), ["Q1"])
    assert found is not None
    assert found.items == {}
