"""What people see on a terminal, or in a pipe: plain lines, foreign words made harmless."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from desk.text import isolate, plain


class Terminal:
    """Standard output and error; `quiet` drops progress, results always come."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet, self.verbose = quiet, verbose

    @property
    def width(self) -> int:
        """Return the columns of the terminal, 0 when output goes elsewhere."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0

    def say(self, text: str = "") -> None:
        """Print a line of a result."""
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    def progress(self, text: str) -> None:
        """Print a line about what goes on, to standard error."""
        if not self.quiet:
            sys.stderr.write(f"{plain(text)}\n")
            sys.stderr.flush()

    def complain(self, text: str) -> None:
        """Print what is wrong, as one line on standard error."""
        sys.stderr.write(f"marsad: {plain(text)}\n")
        sys.stderr.flush()

    def foreign(self, text: str) -> str:
        """Return foreign words cleaned; on a terminal also isolated, so that Arabic does not reorder its line."""
        return isolate(text) if self.width else plain(text)

    def table(self, rows: Sequence[Mapping[str, object]], columns: Iterable[str] | None = None) -> None:
        """Print rows under their column names, aligned by display width."""
        from rich.cells import cell_len, set_cell_size

        names = list(columns or (rows[0] if rows else ()))
        lines = [names, *([_cell(row[name]) for name in names] for row in rows)]
        sizes = [max(cell_len(line[n]) for line in lines) for n in range(len(names))]
        if self.width:  # the last column is the longest as a rule: it gives way
            sizes[-1] = max(10, min(sizes[-1], self.width - sum(sizes[:-1]) - 2 * (len(sizes) - 1)))
        for line in lines:
            cells = (set_cell_size(cell, size) for cell, size in zip(line, sizes, strict=True))
            self.say("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float):
        return f"{value:.2f}"
    return plain(str(value))
