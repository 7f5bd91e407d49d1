"""A table of names, as a spreadsheet saves it: columns id, kind, name and, where wanted, language and weak.

Names of one cell are parted by `|`; rows of one id add to each other. `weak` is yes or no: whether the names are too common to
be looked for; left empty, the rule of weak_names.py says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, get_args

from news.importing.records import BadList, Problem, Record, Written, make_record
from news.model import Kind

_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
_WEAK: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}
_NEEDED, _COLUMNS = ("id", "kind", "name"), ("id", "kind", "name", "language", "weak")


def read_rows(stream: IO[str], path: Path) -> Iterator[Record]:
    """Yield what each row says; commas, semicolons or tabs part the columns. Raises BadList for a header without them."""
    head = next(stream, "").lstrip("\ufeff")
    delimiter = max(",;\t", key=head.count)
    columns = [column.strip().casefold() for column in next(csv.reader([head], delimiter=delimiter), [])]
    if missing := [column for column in _NEEDED if column not in columns]:
        raise BadList(path, f"the first line has no column {', '.join(missing)}; there are {', '.join(_COLUMNS)}")
    rows = csv.reader(stream, delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(rows.line_num + 1, str(error))
            continue
        if any(cell.strip() for cell in row):
            cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
            yield _read(rows.line_num + 1, {column: cells.get(column, "") for column in _COLUMNS})


def _read(line: int, cells: Mapping[str, str]) -> Record:
    kind, weak = cells["kind"].casefold(), cells["weak"].casefold()
    if kind not in _KINDS:
        return Problem(line, f"kind {cells['kind'][:40]!r} is none of {', '.join(_KINDS)}")
    if weak not in _WEAK:
        return Problem(line, f"weak {cells['weak'][:40]!r} is neither yes nor no")
    names = [
        Written(text=text, language=cells["language"][:10], is_main=True, is_weak=_WEAK[weak])
        for text in cells["name"].split("|")
    ]
    return make_record(line, cells["id"], _KINDS[kind], names)
