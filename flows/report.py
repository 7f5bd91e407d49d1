"""Report: the published history on one page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from desk.health import troubles
from desk.report import render_report, write_report
from desk.text import is_rtl
from desk.values import ReportView
from news.configuring.settings import Settings
from storage.history import Row, newest_day, open_history, rows
from storage.store import Store


def write_report_page(settings: Settings, output: Path | None) -> Path:
    """Write the report to `output`, by default into the workspace; return where. Raises NoHistory."""
    with open_history(settings.history_file) as db:
        view = _view(db)
    path = output or settings.report_file
    write_report(path, render_report(view))
    return path


def _view(db: Store) -> ReportView:
    stories = rows(db, "report_stories")
    language = "ar" if is_rtl(" ".join(str(story["title"]) for story in stories)) else "en"
    names = {row["entity_id"]: row["name"] for row in rows(db, "names_in", language=language)}

    def named(query: str) -> list[Row]:
        return [{**row, "entity": names.get(row["entity_id"], row["entity"])} for row in rows(db, query)]

    return ReportView(
        language=language,
        made_at=datetime.now(UTC),
        newest_day=newest_day(db),
        counts=rows(db, "report_counts")[0],
        series=_series(named("report_series")),
        entities=[{**row, "surfaces": row["surfaces"] or []} for row in named("report_entities")],
        spikes=named("report_spikes"),
        stories=stories,
        alerts=rows(db, "alert_list"),
        sources=[{**row, "troubles": troubles(row, language)} for row in rows(db, "source_health_rows")],
        reasons=rows(db, "report_reasons"),
    )


def _series(found: list[Row]) -> dict[str, list[tuple[date, int]]]:
    series: dict[str, list[tuple[date, int]]] = {}
    for row in found:
        series.setdefault(row["entity"], []).append((row["day"], row["articles"]))
    return series
