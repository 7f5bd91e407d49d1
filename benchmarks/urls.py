"""URLs: `python -m benchmarks.urls`

The canonicalisation cases of urlcanon, those about http and https addresses: two spellings are one page when both have one
key, and what no browser reads has none. Each file is one policy, and policies differ; docs/decisions/0006-url-identity.md says
which we mean to satisfy and why not the others.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from benchmarks.data import DATA, need_data
from news.url import url_key

FOLDER = DATA / "urlcanon_tests/testdata"
Case = tuple[str, str | None]
# policies that we do not share, by file: why is in the decision
NOT_MEANT = {
    "unescaped until nothing changes": re.compile(r"%25\d|%25%|%%[0-9a-f]{2}", re.IGNORECASE),
    "www12. is www.": re.compile(r"//www\d+\."),
    "no scheme": re.compile(r"^(?!\s*h\s*t\s*t\s*p)", re.IGNORECASE),
    "letters of the path or query in one case": re.compile(r"@N05/|&B=3"),
    "parameters of one name sorted by value": re.compile(r"\?%26=|\?%3d="),
    "numbers that are no address: names in 2017, failures today": re.compile(r"//(09/|256\.256|0000xa)"),
    "bytes that are no text": re.compile(r"\x91"),
    "hosts that no name can be": re.compile(
        r"^https?:[\\/]*[^\\/?#]*(%20| |%00|%23|%01|\x01|%04|%(?=/|$)|%2e)", re.IGNORECASE
    ),
}


def load(name: str) -> object:
    loaded: object = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return loaded


def pairs(table: object) -> list[Case]:
    assert isinstance(table, dict)
    return [(_text(spelled), _text(canonical)) for spelled, canonical in table.items() if isinstance(canonical, str)]


def _text(stored: str) -> str:
    """Return what the files store as one letter a byte."""
    try:
        return stored.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return stored


def sets() -> Iterator[tuple[str, list[Case]]]:
    yield "WHATWG (urltestdata)", list(whatwg())
    yield "WHATWG (supplemental)", pairs(load("supplemental_whatwg"))
    dots = load("path_dots")
    assert isinstance(dots, dict)
    yield "WHATWG (dots)", [("http://h" + a, "http://h" + b) for a, b in pairs(dots["special"])]
    numbers = load("funky_ipv4")
    assert isinstance(numbers, dict)
    yield "WHATWG (IPv4)", [(f"http://{a}/", f"http://{b}/" if b else None) for a, b in numbers.items()]
    yield "semantic precise", pairs(load("semantic_precise"))
    yield "aggressive", pairs(load("aggressive"))
    surt = load("surt")
    assert isinstance(surt, dict)
    for policy in ("google", "googleSupplementalFromSurt", "Canonicalizer.DefaultIA", "Canonicalizer.IA"):
        yield f"surt {policy.removeprefix('Canonicalizer.')}", pairs(surt[policy])


def whatwg() -> Iterator[Case]:
    """Yield web-platform-tests: an address alone, or a reference beside its base."""
    cases = load("urltestdata")
    assert isinstance(cases, list)
    for case in cases:
        if isinstance(case, dict) and re.match(r"\s*https?:", case["input"], re.IGNORECASE):
            # «http:foo» beside an http base is a reference; joining is not ours
            if not re.match(r"\s*https?:[\\/]{2}", case["input"], re.IGNORECASE) and case.get("base", "").startswith(
                "http"
            ):
                continue
            yield case["input"], None if case.get("failure") else urljoin(case["href"], "")


def outcome(case: Case) -> str:
    """Return `held`, `not meant` or `missed`."""
    spelled, canonical = case
    try:
        key: str | None = url_key(spelled)
    except ValueError:
        key = None
    try:
        held = key == (url_key(canonical) if canonical else None)
    except ValueError:
        held = False
    return "held" if held else "not meant" if why(case) else "missed"


def why(case: Case) -> str:
    spelled, canonical = case
    return next(
        (name for name, pattern in NOT_MEANT.items() if pattern.search(spelled) or pattern.search(canonical or "http")),
        "",
    )


def is_http(case: Case) -> bool:
    spelled, canonical = case
    return re.match(r"https?:", canonical or "http:", re.IGNORECASE) is not None and ":" in spelled + (canonical or "")


def measure() -> dict[str, list[tuple[Case, str]]]:
    return {name: [(case, outcome(case)) for case in cases if is_http(case)] for name, cases in sets()}


def total(found: dict[str, list[tuple[Case, str]]], outcomes: Sequence[str]) -> int:
    return sum(one in outcomes for rows in found.values() for _, one in rows)


if __name__ == "__main__":
    need_data()
    found = measure()
    print(f"{'cases':28}{'n':>6}{'held':>6}{'not meant':>11}{'missed':>8}")
    for name, rows in found.items():
        outcomes = [one for _, one in rows]
        print(f"{name:28}{len(rows):6}", *(f"{outcomes.count(one):{width}}" for one, width in (("held", 5), ("not meant", 10), ("missed", 7))))  # fmt: skip
    print(f"\nheld {total(found, ['held'])} of {total(found, ['held', 'missed'])} that we mean to; not meant {total(found, ['not meant'])}")  # fmt: skip
    for name, rows in found.items():
        for case, one in rows:
            if one != "held":
                print(f"  {one}: {name}: {case[0]!r} -> {case[1]!r} {why(case)}")
    spelled = [case[0] for rows in found.values() for case, one in rows if one == "held" and case[1]]
    began = time.perf_counter()
    for url in spelled:
        url_key(url)
    print(f"{(time.perf_counter() - began) / len(spelled) * 1e6:.0f} µs an address")
