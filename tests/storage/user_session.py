"""A person's own session on a DuckDB file: each line of standard input is SQL as JSON, each line of output its rows.

Imports nothing of ours, so that it runs with whatever DuckDB comes first on PYTHONPATH.
"""

from __future__ import annotations

import json
import sys

import duckdb


def main(path: str, mode: str) -> None:
    db = duckdb.connect(path, read_only=mode == "reader")
    print(json.dumps(duckdb.__version__), flush=True)
    for line in sys.stdin:
        try:
            answer: object = db.execute(json.loads(line)).fetchall()
        except duckdb.Error as error:
            answer = f"{type(error).__name__}: {error}"
        print(json.dumps(answer, default=str), flush=True)
    db.close()


main(*sys.argv[1:])
