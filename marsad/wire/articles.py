"""The wire's articles: read from the data files, reprints and corrections worked in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet; `feed` is rss, atom, json or fails."""

    slug: str
    name: str
    language: str
    feed: str
    charset: str


@dataclass(frozen=True, slots=True)
class WireArticle:
    """One article as its outlet publishes it; paragraphs change when `corrected_at` has come."""

    slug: str
    outlet: Outlet
    title: str
    published_at: datetime
    paragraphs: tuple[str, ...]
    corrected_at: datetime | None
    corrected: tuple[str, ...]

    def paragraphs_at(self, clock: datetime) -> tuple[str, ...]:
        """Return the paragraphs as they stand at an instant."""
        return self.corrected if self.is_corrected(clock) else self.paragraphs

    def is_corrected(self, clock: datetime) -> bool:
        """Say whether the correction has been published."""
        return self.corrected_at is not None and clock >= self.corrected_at


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("marsad.wire").joinpath(name).read_text(encoding="utf-8"))


@cache
def outlets() -> Mapping[str, Outlet]:
    """Return the outlets by slug."""
    return {slug: Outlet(slug=slug, **facts) for slug, facts in _read("outlets.toml").items()}


@cache
def articles() -> tuple[WireArticle, ...]:
    """Return all articles, oldest first."""
    raw = {one["id"]: one for one in _read("articles.toml")["article"]}
    return tuple(sorted((_article(one, raw) for one in raw.values()), key=lambda one: one.published_at))


def _article(raw: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> WireArticle:
    original = others[raw["reprint_of"]] if "reprint_of" in raw else raw
    body = [raw.get("lead", ""), *original["body"].strip().splitlines(), raw.get("tail", "")]
    paragraphs = tuple(paragraph for paragraph in body if paragraph)
    corrected_at = raw.get("correction_at")
    changes = {raw.get("correction_from", ""): raw.get("correction_to", "")}
    return WireArticle(
        slug=raw["id"],
        outlet=outlets()[raw["outlet"]],
        title=raw["title"],
        published_at=datetime.fromisoformat(raw["at"]),
        paragraphs=paragraphs,
        corrected_at=datetime.fromisoformat(corrected_at) if corrected_at else None,
        corrected=tuple(changes.get(paragraph, paragraph) for paragraph in paragraphs),
    )
