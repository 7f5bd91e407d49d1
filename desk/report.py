"""The report: one page that needs nothing else, neither network nor script."""

from __future__ import annotations

import os
from pathlib import Path

from markupsafe import Markup

from desk.charts import daily_chart
from desk.letters import templates
from desk.text import plain
from desk.values import ReportView


def render_report(view: ReportView) -> str:
    """Return the page in the view's language and its direction; every foreign word is escaped and isolated."""
    rtl = view.language == "ar"
    chart = daily_chart(view.series, rtl=rtl) if view.series else ""
    page = templates().get_template("report.html.j2")
    return page.render(
        view=view,
        language=view.language,
        direction="rtl" if rtl else "ltr",
        chart=Markup(chart),
        plain=plain,
        is_web=lambda url: str(url).startswith(("http://", "https://")),
        t=(lambda english, arabic: arabic) if rtl else (lambda english, arabic: english),
    )


def write_report(path: Path, page: str) -> None:
    """Put the page in place whole: a reader has the old one or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(page)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.rename(path)
