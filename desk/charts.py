"""Charts as SVG. Names stand beside them in the page, where the reader's own fonts shape them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from desk.words import show_short_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Colours that most colour-blind readers tell apart (Okabe & Ito 2008), all but the last with a contrast of 3:1 on the page;
# lines differ in their marks too. Each is (colour, matplotlib's mark, the same mark as a character).
MARKS = (
    ("#0072b2", "o", "●"),
    ("#d55e00", "s", "■"),
    ("#007a5a", "^", "▲"),
    ("#a64d79", "D", "◆"),
)
TICKS = 8


def daily_chart(series: Mapping[str, Sequence[tuple[date, int]]], language: str) -> str:
    """Return an SVG line chart of (day, articles) by name, in the order of MARKS; in Arabic time runs to the left."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot

    style: dict[Any, Any] = {"svg.fonttype": "path", "svg.hashsalt": "marsad", "font.family": _fonts()}
    with mpl.rc_context(style):
        figure, axes = pyplot.subplots(figsize=(9, 3.2), layout="constrained")
        for place, (points, (colour, mark, _)) in enumerate(zip(series.values(), MARKS, strict=False)):
            days, counts = zip(*points, strict=True)
            wide = 3.4 - 0.6 * place  # a line under another of the same course shows at its edges
            axes.plot(days, counts, color=colour, linewidth=wide, marker=mark, markersize=wide + 2.6)
        _dress(axes, sorted({day for points in series.values() for day, _ in points}), language)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
        pyplot.close(figure)
    _, tag, rest = out.getvalue().partition("<svg")
    return tag + rest


def _fonts() -> list[str]:
    from matplotlib import font_manager

    known = font_manager.get_font_names()
    return [name for name in ("Noto Sans Arabic", "DejaVu Sans") if name in known]


def _dress(axes: Axes, days: Sequence[date], language: str) -> None:
    from matplotlib.ticker import MaxNLocator

    shown = days[:: -(-len(days) // TICKS)]
    axes.set_xticks(shown, [show_short_day(day, language) for day in shown])  # type: ignore[arg-type]
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)
    axes.spines[["top", "left" if language == "ar" else "right"]].set_visible(False)
    axes.grid(axis="y", color="#e4dfd5", linewidth=0.7)
    if language == "ar":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
