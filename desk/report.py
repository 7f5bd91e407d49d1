"""The report: one page that needs nothing else, neither network nor script."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from desk.charts import MARKS, daily_chart
from desk.files import write_whole
from desk.letters import templates
from desk.text import clip, safe_link
from desk.values import ReportView
from desk.words import show_day, show_time


def render_report(view: ReportView) -> str:
    """Return the page in the view's language and its direction; every foreign word is escaped and isolated."""
    is_arabic = view.language == "ar"
    page = templates().get_template("report.html.j2")
    return page.render(
        view=view,
        language=view.language,
        direction="rtl" if is_arabic else "ltr",
        chart=Markup(daily_chart(view.series, view.language)) if view.series else "",
        marks=MARKS,
        words=lambda text, limit=300: clip(str(text), limit),
        link=lambda url: safe_link(str(url)),
        show_day=lambda day: show_day(day, view.language),
        show_time=lambda moment: show_time(moment, view.language),
        t=(lambda english, arabic: arabic) if is_arabic else (lambda english, arabic: english),
    )


def write_report(path: Path, page: str) -> None:
    """Put the page in place whole: a reader has the old one or the new."""
    write_whole(path, page.encode())
