"""A workspace for a beginner: a configuration that explains itself, and a place for examples."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from news.errors import SettingsError


def make_workspace(folder: Path) -> Iterator[str]:
    """Write marsad.toml and examples/ into a folder; never over a file that is there. Yield what to do next."""
    target = folder / "marsad.toml"
    if target.exists():
        raise SettingsError(target, "", "is there already and is left as it is")
    try:
        (folder / "examples" / "my-topic").mkdir(parents=True, exist_ok=True)
        for name, place in (("marsad.toml", target), ("example.txt", folder / "examples" / "my-topic" / "example.txt")):
            if not place.exists():
                place.write_text(
                    files("marsad").joinpath("template", name).read_text(encoding="utf-8"), encoding="utf-8"
                )
    except OSError as error:
        raise SettingsError(folder, "", f"cannot be written to ({error.strerror})") from error
    yield f"{target}: sources, watches and alerts, with a comment on each; change it as you like"
    yield f"{folder / 'examples' / 'my-topic'}: replace the example by two or three articles of the kind you care about"
    yield "then: marsad check, marsad run, marsad report"
