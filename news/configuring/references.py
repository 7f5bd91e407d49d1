"""References: names in a configuration that stand twice, or that nothing has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from news.configuring.fields import nearest
from news.errors import SettingsError

if TYPE_CHECKING:
    from news.configuring.settings import Settings


def check_names(settings: Settings) -> None:
    """Raise SettingsError for a name or id that stands twice."""
    for table, values in (
        ("watch", [one.name for one in settings.watch]),
        ("source", [one.name for one in settings.source]),
        ("alert", [one.name for one in settings.alert]),
        ("entity", [one.id for one in settings.entity]),
    ):
        for number, value in enumerate(values):
            if value in values[:number]:
                key = f"{table}[{number}].{'id' if table == 'entity' else 'name'}"
                raise SettingsError(settings.path, key, f"{value!r}: stands twice; each needs a name of its own")


def check_together(settings: Settings) -> None:
    """Raise SettingsError for a rule of kind together that has nobody to be together."""
    for n, rule in enumerate(settings.alert):
        if rule.kind == "together" and len(set(rule.entities)) < 2:
            key = f"alert[{n}].entities"
            raise SettingsError(settings.path, key, "of a rule of kind together: two or more are needed")


def check_watches(settings: Settings) -> None:
    """Raise SettingsError for a watch that is named and is not there."""
    watches = [watch.name for watch in settings.watch]
    named = [
        (f"source[{n}].watches[{m}]", name)
        for n, source in enumerate(settings.source)
        for m, name in enumerate(source.watches)
    ]
    named += [(f"alert[{n}].watch", rule.watch) for n, rule in enumerate(settings.alert) if rule.watch]
    for key, name in named:
        if name not in watches:
            problem = f"{name!r}: no such watch; the nearest known one is {nearest(name, watches)!r}"
            raise SettingsError(settings.path, key, problem)
