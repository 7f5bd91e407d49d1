"""feedparser's own test cases against news/sources/rss.py: which expectations about what we keep are met.

A case states a Python expression over feedparser's result. `bozo` is taken out of it, for we keep no such flag. What is left is
judged when it compares something that we keep (title, language of a feed; title, link, id, author, dates, content, summary of an
entry; the document's encoding) with a constant. We keep an id as its hash. Both sides are compared as text: markup is taken off by news.sources.markup, white space is one space;
encodings are the same when they read the document the same.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.data import DATA
from news.articles.charset import decode
from news.model import Entry, Refusal
from news.sources.markup import text_of
from news.sources.rss import parse

CASES = DATA / "feedparser_tests"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
_EXPECT = re.compile(r"Expect:\s*(.*?)\s*(?:-->|\n)")
_HEADER = re.compile(r"Header:\s*([\w-]+):\s*(.*?)\s*\n")
_BOZO = re.compile(r"^(?:not )?bozo(?: and )?")
# A path of the expression, and what stands for it in our values; the rest is not kept.
_TEXTS = {"summary", "description", "content", "summary_detail"}
_DATES = {"published_parsed", "updated_parsed", "created_parsed", "date_parsed", "modified_parsed", "issued_parsed"}
_IDS = {"id", "guid"}
# Why an expectation is not met, where it is not meant to be.
WHY = {
    "encoding/bozo_linenoise.xml": "bytes at random, which mean nothing in any encoding",
    "wellformed/atom10/entry_content_and_summary.xml": "of content and summary the longer is kept, as the text of the item",
    "wellformed/atom10/entry_id_no_normalization_4.xml": "feedparser joins an id to the feed's address, which makes its scheme small",
    "wellformed/atom10/entry_id_with_attributes.xml": "feedparser joins an id to the feed's address, which this case does without",
    "wellformed/cdf/channel_title.xml": "CDF, of 1997, is no format that a source of news has",
    "wellformed/lang/http_content_language.xml": "a reply's Content-Language is not taken for the language of its items",
    "wellformed/rss/item_description_and_summary.xml": "of description and summary one is kept, as the text of the item",
    "wellformed/rss/item_summary_and_description.xml": "of description and summary one is kept, as the text of the item",
    "wellformed/rss/item_description_not_a_doctype.xml": "what begins with <! is a declaration, of which a browser shows nothing",
    "wellformed/sanitize/entry_content_iframe.xml": "what stands in an iframe that is not closed is not shown",
    "wellformed/sanitize/entry_summary_iframe.xml": "what stands in an iframe that is not closed is not shown",
    "wellformed/sanitize/item_content_encoded_script_nested_cdata.xml": "a CDATA section in markup is no text",
    "wellformed/sanitize/xml_declaration_unexpected_character.xml": "what begins with <! is a declaration, of which a browser shows nothing",
    "wellformed/sanitize/xml_malicious_comment.xml": "a browser takes <!-- for a comment, this one up to its end",
}
_RAW_DATES = {name.removesuffix("_parsed") for name in _DATES}


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One test file: what it expects, the headers that it is served with, and its bytes."""

    name: str
    expect: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """How a case ended: `met`, `not met` or `outside`, and why not."""

    case: Case
    outcome: str
    why: str = ""


def cases() -> Iterator[Case]:
    """Yield every XML case, in the order of its path."""
    for path in sorted(CASES.rglob("*.xml")):
        yield _case(path)


def _case(path: Path) -> Case:
    body = path.read_bytes()
    head = decode(body[:4000]).text
    expect = _EXPECT.search(head)
    headers = {name.lower(): value for name, value in _HEADER.findall(head.partition("-->")[0])}
    name = str(path.relative_to(CASES))
    return Case(name=name, expect=expect[1] if expect else "", headers=headers, body=body)


def judge(case: Case) -> Verdict:
    """Evaluate one case."""
    expression = _BOZO.sub("", case.expect)
    compared = list(_comparisons(expression))
    if not compared:
        return Verdict(
            case=case, outcome="outside", why="bozo alone" if not expression else "another form of expression"
        )
    unkept = [_unkept(path) for path, _ in compared]
    if any(unkept):
        return Verdict(case=case, outcome="outside", why=next(filter(None, unkept)))
    url = case.headers.get("content-location", f"http://127.0.0.1:8097/tests/{case.name}")
    parsed = parse(case.body, url=url, content_type=case.headers.get("content-type", ""), now=NOW, limit=2000)
    if isinstance(parsed, Refusal):
        is_empty = all(path == ("encoding",) for path, _ in compared)
        if not is_empty:
            return Verdict(case=case, outcome="not met", why=f"refused: {parsed.detail}")
        feed, entries = {}, []
    else:
        feed, entries = parsed
    for path, wanted in compared:
        found = _found(path, case, feed, entries)
        if not _same(path, found, wanted, case):
            return Verdict(case=case, outcome="not met", why=f"{_class(path)}: {found!r:.80} for {wanted!r:.80}")
    return Verdict(case=case, outcome="met")


def _comparisons(expression: str) -> Iterator[tuple[tuple[Any, ...], Any]]:
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    for part in parts:
        try:
            left, wanted = _equality(part)
        except ValueError:
            yield ("other form",), None
            continue
        yield left, wanted


def _equality(node: ast.expr) -> tuple[tuple[Any, ...], Any]:
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
        raise ValueError("no comparison")
    return _path(node.left), ast.literal_eval(node.comparators[0])


def _path(node: ast.expr) -> tuple[Any, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (*_path(node.value), node.attr)
    if isinstance(node, ast.Subscript):
        return (*_path(node.value), ast.literal_eval(node.slice))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and len(node.args) == 1:
        return ("len", *_path(node.args[0]))
    raise ValueError("no path")


def _class(path: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in path if not isinstance(part, int))


def _unkept(path: tuple[Any, ...]) -> str:
    """Return why a path has nothing in our values, or an empty string."""
    if path in (
        ("encoding",),
        ("feed", "title"),
        ("feed", "title_detail", "value"),
        ("feed", "language"),
        ("len", "entries"),
    ):
        return ""
    if path[0] == "entries" and len(path) >= 3 and not isinstance(path[2], int):
        last = path[3:] if path[2] != "content" else path[4:]
        kept = {"title", "title_detail", "link", "author"} | _TEXTS | _DATES | _IDS
        if path[2] in kept and last in ((), ("value",)):
            return ""
    return f"{_class(path)}: not kept"


def _found(path: tuple[Any, ...], case: Case, feed: dict[str, Any], entries: list[Entry]) -> Any:
    if path == ("encoding",):
        return decode(case.body, case.headers.get("content-type", "")).encoding
    if path == ("len", "entries"):
        return len(entries)
    if path[0] == "feed":
        return feed.get("title" if path[1] == "title_detail" else path[1], "")
    if path[1] >= len(entries):
        return None
    return _of_entry(entries[path[1]], path[2])


def _of_entry(entry: Entry, name: str) -> Any:
    if name in _DATES:
        return tuple(entry.published.at.utctimetuple()) if entry.published.at else None
    if name in _TEXTS:
        return entry.text
    if name in _IDS:
        return entry.guid
    return {"title": entry.title, "title_detail": entry.title, "link": entry.url, "author": entry.author}[name]


def _same(path: tuple[Any, ...], found: Any, wanted: Any, case: Case) -> bool:
    if path == ("encoding",):
        return _reads_same(case, found, str(wanted))
    if path[-1] in _IDS:
        return bool(found == hashlib.sha256(str(wanted).encode()).hexdigest()[:16])
    if isinstance(wanted, str) and isinstance(found, str):
        return " ".join(found.split()) in (" ".join(text_of(wanted).split()), " ".join(wanted.split()))
    if path[-1] in _DATES:
        return found is not None and wanted is not None and found[:6] == tuple(wanted)[:6]
    return bool(found == wanted)


def _reads_same(case: Case, found: str, wanted: str) -> bool:
    try:
        return case.body.decode(found).lstrip("\ufeff") == case.body.decode(wanted).lstrip("\ufeff")
    except (LookupError, UnicodeError):
        return False
