"""The configuration: one TOML file, checked in full before anything else happens.

Every field is documented in the template that `marsad init` writes.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from croniter import croniter
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from news.errors import SettingsError

ALERT_KINDS = ("threshold", "new-story", "digest")
LATER_KINDS = ("spike", "new-name", "together", "silence")


def _seconds(value: object) -> object:
    if isinstance(value, str) and (found := re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhd])\s*", value)):
        return float(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]]
    if isinstance(value, str):
        raise ValueError('write a time as "90s", "50m", "1h" or "1d"')
    return value


def _cron(value: str) -> str:
    if len(value.split()) != 5 or not croniter.is_valid(value):
        raise ValueError('not a cron line of five fields, such as "7 * * * *"')
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError) as error:
        raise ValueError('not a known time zone, such as "Asia/Beirut"') from error
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not an http or https address")
    return value


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+", value):
        raise ValueError("not a mail address")
    return value


def _alert_kind(value: str) -> str:
    if value in ALERT_KINDS:
        return value
    later = " is not in this version" if value in LATER_KINDS else " is not an alert kind"
    raise ValueError(f"{value!r}{later}; there are {', '.join(ALERT_KINDS)}{_nearest(value, ALERT_KINDS)}")


def _nearest(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f" (did you mean {close[0]!r}?)" if close else ""


Seconds = Annotated[float, BeforeValidator(_seconds), Field(gt=0)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
Text = Annotated[str, Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Storage(_Table):
    """[storage]: where everything is kept."""

    directory: Path = Path("data")
    keep_pages_days: int = Field(default=90, ge=1)


class Fetch(_Table):
    """[fetch]: how the network is used. Times are in seconds."""

    contact: str = ""
    per_host_pause: float = Field(default=1.0, ge=0)
    cycle_deadline: Seconds = 3000.0
    allow_hosts: tuple[str, ...] = ()
    proxy: str = ""
    ca_file: str = ""


class Schedule(_Table):
    """[schedule]: when the cycle runs."""

    cron: Annotated[str, AfterValidator(_cron)] = "7 * * * *"
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    port: int = Field(default=4200, ge=1, le=65535)


class Mail(_Table):
    """[mail]: the server that takes the letters; the password comes from the environment variable named here."""

    host: Text
    port: int = Field(default=25, ge=1, le=65535)
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str = ""
    password_env: str = "MARSAD_SMTP_PASSWORD"
    sender: MailAddress


class Watch(_Table):
    """[[watch]]: what to look for."""

    name: Text
    examples: tuple[Text, ...] = Field(min_length=1)
    threshold: float | None = Field(default=None, ge=0, le=1)


class Source(_Table):
    """[[source]]: where to look."""

    name: Text
    url: Annotated[str, AfterValidator(_web_address)]
    outlet: str = ""
    language: str = ""
    watches: tuple[str, ...] = ()
    enabled: bool = True


class EntitySetting(_Table):
    """[[entity]]: who is known, beside what is built in."""

    id: Text
    kind: Literal["person", "organisation", "place", "event", "other"]
    names: tuple[Text, ...] = Field(min_length=1)


class AlertRule(_Table):
    """[[alert]]: when to write, and to whom."""

    name: Text
    kind: Annotated[str, AfterValidator(_alert_kind)]
    count: int = Field(default=1, ge=1)
    days: float = Field(default=1, gt=0)
    watch: str | None = None
    entities: tuple[str, ...] = ()
    to: tuple[MailAddress, ...] = Field(min_length=1)


class Settings(_Table):
    """The whole configuration; `directory`, `ca_file` and examples are resolved against its folder."""

    path: Path
    storage: Storage = Storage()
    fetch: Fetch = Fetch()
    schedule: Schedule = Schedule()
    mail: Mail | None = None
    watch: tuple[Watch, ...] = Field(min_length=1)
    source: tuple[Source, ...] = Field(min_length=1)
    entity: tuple[EntitySetting, ...] = ()
    alert: tuple[AlertRule, ...] = ()

    @property
    def folder(self) -> Path:
        """Return the workspace: the folder of the configuration file."""
        return self.path.parent

    @property
    def directory(self) -> Path:
        """Return the folder under which everything is kept."""
        return self.folder / self.storage.directory

    @property
    def store_file(self) -> Path:
        """Return the live store, which only runs open."""
        return self.directory / "store.duckdb"

    @property
    def history_file(self) -> Path:
        """Return the published history, which people query."""
        return self.directory / "history.duckdb"

    @property
    def archive_folder(self) -> Path:
        """Return the folder of fetched pages."""
        return self.directory / "archive"

    @property
    def outbox_folder(self) -> Path:
        """Return the folder of letters written as files."""
        return self.directory / "outbox"

    @property
    def report_file(self) -> Path:
        """Return the report page."""
        return self.directory / "report.html"

    @property
    def prefect_folder(self) -> Path:
        """Return the folder of Prefect's state."""
        return self.directory / "prefect"

    @property
    def lock_file(self) -> Path:
        """Return the file whose lock says that a run is at work."""
        return self.directory / "run.lock"


def find_settings(config: str | None, env: Mapping[str, str], folder: Path) -> Path:
    """Return the configuration file: --config, else $MARSAD_CONFIG, else marsad.toml in `folder`."""
    return folder / (config or env.get("MARSAD_CONFIG") or "marsad.toml")


def load_settings(path: Path) -> Settings:
    """Read and check a configuration; raise SettingsError naming file, key and value."""
    path = path.resolve()
    raw = _parse(path)
    if "path" in raw:
        raise SettingsError(path, "path", "unknown key")
    try:
        settings = Settings(path=path, **raw)
    except ValidationError as error:
        raise _as_settings_error(path, error) from error
    _check_names(settings)
    _check_references(settings)
    for number, watch in enumerate(settings.watch):
        _check_examples(settings, number, watch)
    return settings


def examples_of(settings: Settings, watch: Watch) -> tuple[tuple[Path, bytes], ...]:
    """Return the watch's example files with their contents."""
    paths = sorted({path for pattern in watch.examples for path in _expand(settings, pattern)})
    return tuple((path, path.read_bytes()) for path in paths)


def _expand(settings: Settings, pattern: str) -> list[Path]:
    base, rest = settings.folder, pattern
    if Path(pattern).is_absolute():
        base, rest = Path(Path(pattern).anchor), str(Path(pattern).relative_to(Path(pattern).anchor))
    return [path for path in base.glob(rest) if path.is_file()]


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        hint = "no such file; `marsad init` makes a workspace, --config names another file"
        raise SettingsError(path, "", hint) from error
    except OSError as error:
        raise SettingsError(path, "", str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, "", f"not UTF-8 at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, "", f"not valid TOML: {error}") from error


def _as_settings_error(path: Path, error: ValidationError) -> SettingsError:
    first = error.errors(include_url=False)[0]
    location = [part for part in first["loc"] if not isinstance(part, str) or part.isidentifier()]
    key = re.sub(r"\.(\d+)", r"[\1]", ".".join(map(str, location)))
    if first["type"] == "extra_forbidden":
        return SettingsError(path, key, f"unknown key{_nearest_key(first['loc'])}")
    if first["type"] == "missing":
        table = first["loc"][-1] if len(first["loc"]) == 1 else ""
        return SettingsError(path, key, f"at least one [[{table}]] is needed" if table else "is needed")
    problem = first["msg"].removeprefix("Value error, ")
    shown = first["input"] if isinstance(first["input"], str | int | float | bool) else type(first["input"]).__name__
    return SettingsError(path, key, f"{shown!r}: {problem[:1].lower()}{problem[1:]}")


def _nearest_key(location: Sequence[int | str]) -> str:
    model: type[BaseModel] = Settings
    for part in location[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _TABLES.get(part, model)
    known = [name for name in model.model_fields if name != "path"]
    return _nearest(str(location[-1]), known) or f"; known are {', '.join(known)}"


_TABLES: dict[str, type[BaseModel]] = {
    "storage": Storage,
    "fetch": Fetch,
    "schedule": Schedule,
    "mail": Mail,
    "watch": Watch,
    "source": Source,
    "entity": EntitySetting,
    "alert": AlertRule,
}


def _check_names(settings: Settings) -> None:
    for table, values in (
        ("watch", [one.name for one in settings.watch]),
        ("source", [one.name for one in settings.source]),
        ("alert", [one.name for one in settings.alert]),
        ("entity", [one.id for one in settings.entity]),
    ):
        for number, value in enumerate(values):
            if value in values[:number]:
                key = f"{table}[{number}].{'id' if table == 'entity' else 'name'}"
                raise SettingsError(settings.path, key, f"{value!r}: stands twice")


def _check_references(settings: Settings) -> None:
    watches = [watch.name for watch in settings.watch]
    named = [(f"source[{n}].watches", name) for n, source in enumerate(settings.source) for name in source.watches]
    named += [(f"alert[{n}].watch", rule.watch) for n, rule in enumerate(settings.alert) if rule.watch]
    for key, name in named:
        if name not in watches:
            raise SettingsError(settings.path, key, f"{name!r}: no such watch{_nearest(name, watches)}")


def _check_examples(settings: Settings, number: int, watch: Watch) -> None:
    for index, pattern in enumerate(watch.examples):
        if not _expand(settings, pattern):
            key = f"watch[{number}].examples[{index}]"
            raise SettingsError(settings.path, key, f"{pattern!r}: no file matches in {settings.folder}")
