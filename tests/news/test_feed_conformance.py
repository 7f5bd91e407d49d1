"""feedparser's test cases, read where they lie: see benchmarks/conformance.py for what is compared and how."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.conformance import cases, judge
from benchmarks.feeds import FOLDERS, documents, read_all
from news.parsing.pool import Pool

# 1,227 of 1,239; the others are listed by `python -m benchmarks.feeds`.
MET = 1227


def test_no_document_at_hand_breaks_the_reader(shared: Path) -> None:
    with Pool(size=2) as pool:
        for folder in FOLDERS:
            bodies = documents(folder)
            outcomes = read_all(pool, bodies)
            assert sum(outcomes.values()) == len(bodies) > 0
            refused = {name for name in outcomes if not name.startswith(("feed", "Parsed"))}
            assert refused <= {"not_a_feed"}


def test_as_many_expectations_are_met_as_before(shared: Path) -> None:
    outcomes = Counter(judge(case).outcome for case in cases())
    assert outcomes["met"] >= MET
    assert outcomes["not met"] <= 12
