"""Report: the published history on one page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from desk.report import render_report, write_report
from desk.values import ReportView
from news.settings import Settings
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
    return ReportView(
        made_at=datetime.now(UTC),
        newest_day=newest_day(db),
        counts=rows(db, "report_counts")[0],
        series=_series(rows(db, "report_series")),
        entities=[{**row, "surfaces": row["surfaces"] or []} for row in rows(db, "report_entities")],
        spikes=rows(db, "report_spikes"),
        stories=rows(db, "report_stories"),
        alerts=rows(db, "alert_list"),
        sources=rows(db, "source_health_rows"),
        reasons=rows(db, "report_reasons"),
    )


def _series(found: list[Row]) -> dict[str, list[tuple[date, int]]]:
    series: dict[str, list[tuple[date, int]]] = {}
    for row in found:
        series.setdefault(row["entity"], []).append((row["day"], row["articles"]))
    return series
