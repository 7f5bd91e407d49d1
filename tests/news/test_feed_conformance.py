"""feedparser's test cases, read where they lie: see benchmarks/conformance.py for what is compared and how."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.conformance import WHY, cases, judge
from benchmarks.feeds import FOLDERS, documents, read_all
from news.parsing.pool import Pool

# 1,243 of 1,257; the others are listed by `python -m benchmarks.feeds`, with why.
MET = 1243


def test_no_document_at_hand_breaks_the_reader(shared: Path) -> None:
    with Pool(size=2) as pool:
        for folder in FOLDERS:
            bodies = documents(folder)
            outcomes = read_all(pool, bodies)
            assert sum(outcomes.values()) == len(bodies) > 0
            refused = {name for name in outcomes if not name.startswith(("feed", "Parsed"))}
            assert refused <= {"not_a_feed"}


def test_as_many_expectations_are_met_as_before(shared: Path) -> None:
    verdicts = [judge(case) for case in cases()]
    assert Counter(verdict.outcome for verdict in verdicts)["met"] >= MET
    assert {verdict.case.name for verdict in verdicts if verdict.outcome == "not met"} <= WHY.keys()
