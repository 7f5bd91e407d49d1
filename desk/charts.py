"""Charts as SVG, letters shaped and ordered by matplotlib itself (3.11 does Arabic)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desk.text import plain

# readable side by side in print and for most colour-blind readers (Okabe & Ito 2008)
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")


def daily_chart(series: Mapping[str, Sequence[tuple[date, int]]], *, rtl: bool) -> str:
    """Return an SVG line chart of (day, articles) by name; for `rtl` time runs from right to left."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot

    style: dict[Any, Any] = {
        "svg.fonttype": "path",
        "svg.hashsalt": "marsad",
        "font.family": ["Noto Sans Arabic", "DejaVu Sans"] if _has_noto() else ["DejaVu Sans"],
    }
    with mpl.rc_context(style):
        figure, axes = pyplot.subplots(figsize=(8, 3.2), layout="constrained")
        for (name, points), colour in zip(series.items(), COLOURS, strict=False):
            days, counts = zip(*points, strict=True)
            axes.plot(days, counts, label=plain(name)[:40], color=colour, linewidth=1.8, marker="o", markersize=3)
        _dress(axes, rtl=rtl)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
        pyplot.close(figure)
    return out.getvalue().partition("<svg")[1] + out.getvalue().partition("<svg")[2]


def _has_noto() -> bool:
    from matplotlib import font_manager

    return "Noto Sans Arabic" in font_manager.get_font_names()


def _dress(axes: object, *, rtl: bool) -> None:
    from matplotlib.axes import Axes
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
    from matplotlib.ticker import MaxNLocator

    assert isinstance(axes, Axes)
    locator = AutoDateLocator(maxticks=9)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)
    axes.spines[["top", "left" if rtl else "right"]].set_visible(False)
    axes.grid(axis="y", color="#e4dfd5", linewidth=0.7)
    if rtl:
        axes.invert_xaxis()
        axes.yaxis.tick_right()
    axes.legend(frameon=False, fontsize=9)
