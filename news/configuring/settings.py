"""The configuration: one TOML file, checked in full before anything else happens.

Every field is documented in the template that `marsad init` writes.
"""

from __future__ import annotations

import ssl
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from news.configuring.examples import check_examples, read_examples
from news.configuring.fields import (
    AlertKind,
    Batch,
    Contact,
    Count,
    Cron,
    Days,
    Flag,
    Folder,
    HeaderName,
    HostException,
    Language,
    MailAddress,
    MailHost,
    NameKind,
    PartDays,
    Pause,
    Port,
    Proxy,
    Score,
    Seconds,
    Text,
    Timezone,
    Variable,
    WebAddress,
    Word,
)
from news.configuring.mistakes import explain, nearest_key
from news.configuring.references import check_names, check_together, check_watches
from news.errors import SettingsError


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Storage(_Table):
    """[storage]: where everything is kept."""

    directory: Folder = Path("data")
    keep_pages_days: Days = 90


class Fetch(_Table):
    """[fetch]: how the network is used. Times are in seconds; `ca_file` is absolute, or empty; `wikidata` is an api.php."""

    contact: Contact = ""
    per_host_pause: Pause = 1.0
    cycle_deadline: Seconds = 3000.0
    allow_hosts: tuple[HostException, ...] = ()
    proxy: Proxy = ""
    ca_file: str = ""
    wikidata: WebAddress = "https://www.wikidata.org/w/api.php"


class Schedule(_Table):
    """[schedule]: when the cycle runs."""

    cron: Cron = "7 * * * *"
    timezone: Timezone = "UTC"
    port: Port = 4200


class Mail(_Table):
    """[mail]: the server that takes the letters; the password comes from the environment variable named here."""

    host: MailHost = "127.0.0.1"
    port: Port = 25
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: Word = ""
    password_env: Text = "MARSAD_SMTP_PASSWORD"
    sender: MailAddress = "marsad@example.org"


class Ner(_Table):
    """[ner]: a model of one's own that marks names; `model` is its folder, `labels` says what its labels mean."""

    model: Folder
    labels: dict[Text, NameKind] = Field(default_factory=dict)
    threshold: Score = 0.5
    batch: Batch = 8
    threads: Batch = 1


class Watch(_Table):
    """[[watch]]: what to look for."""

    name: Text
    examples: tuple[Text, ...] = Field(min_length=1)
    threshold: Score | None = None


class Source(_Table):
    """[[source]]: where to look."""

    name: Text
    url: WebAddress
    outlet: Word = ""
    language: Language = ""
    watches: tuple[Text, ...] = ()
    headers: dict[HeaderName, Variable] = Field(default_factory=dict)
    enabled: Flag = True


class EntitySetting(_Table):
    """[[entity]]: who is known, beside what is built in."""

    id: Text
    kind: Literal["person", "organisation", "place", "event", "other"]
    names: tuple[Text, ...] = Field(min_length=1)


class AlertRule(_Table):
    """[[alert]]: when to write, and to whom."""

    name: Text
    kind: AlertKind
    count: Count = 1
    days: PartDays = 1.0
    watch: Text | None = None
    entities: tuple[Text, ...] = ()
    to: tuple[MailAddress, ...] = Field(min_length=1)


class Settings(_Table):
    """The whole configuration; `directory`, `ca_file` and examples are resolved against its folder."""

    path: Path
    storage: Storage = Storage()
    fetch: Fetch = Fetch()
    schedule: Schedule = Schedule()
    mail: Mail | None = None
    ner: Ner | None = None
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


def source_headers(settings: Settings, env: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the extra headers of each source that has some, values from the environment; raises SettingsError."""
    found: dict[str, dict[str, str]] = {}
    for number, source in enumerate(settings.source):
        for header, variable in source.headers.items():
            if not env.get(variable):
                key = f"source[{number}].headers.{header}"
                raise SettingsError(settings.path, key, f"the environment variable {variable} is not set")
            found.setdefault(source.name, {})[header] = env[variable]
    return found


def find_settings(config: str | None, env: Mapping[str, str], folder: Path) -> Path:
    """Return the configuration file: --config, else $MARSAD_CONFIG, else marsad.toml in `folder`."""
    return folder / (config or env.get("MARSAD_CONFIG") or "marsad.toml")


def load_settings(path: Path) -> Settings:
    """Read and check a configuration; raise SettingsError naming file, key and value."""
    raw = _parse(path)
    path = path.resolve()
    if "path" in raw:
        raise SettingsError(path, "path", f"unknown key{nearest_key(['path'], Settings, _TABLES)}")
    try:
        settings = Settings(path=path, **raw)
    except ValidationError as error:
        raise SettingsError(path, *explain(error.errors(include_url=False)[0], Settings, _TABLES)) from error
    check_names(settings)
    check_together(settings)
    check_watches(settings)
    _check_examples(settings)
    return _with_ca_file(settings)


def examples_of(settings: Settings, watch: Watch) -> tuple[tuple[Path, bytes], ...]:
    """Return the watch's example files with their contents."""
    return read_examples(settings.folder, watch.examples)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        hint = "no such file; `marsad init` makes a workspace, --config names another file"
        raise SettingsError(path, "", hint) from error
    except IsADirectoryError as error:
        raise SettingsError(path, "", "is a folder; name the configuration file in it, marsad.toml") from error
    except OSError as error:
        raise SettingsError(path, "", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, "", f"not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(path, "", f"not valid TOML: {error}") from error


_TABLES: dict[str, type[BaseModel]] = {
    "storage": Storage,
    "fetch": Fetch,
    "schedule": Schedule,
    "mail": Mail,
    "ner": Ner,
    "watch": Watch,
    "source": Source,
    "entity": EntitySetting,
    "alert": AlertRule,
}


def _check_examples(settings: Settings) -> None:
    for number, watch in enumerate(settings.watch):
        for index, pattern in enumerate(watch.examples):
            try:
                check_examples(settings.folder, pattern)
            except ValueError as error:
                key = f"watch[{number}].examples[{index}]"
                raise SettingsError(settings.path, key, f"{pattern!r}: {error}") from error


def _with_ca_file(settings: Settings) -> Settings:
    """Return the settings with `ca_file` made absolute; raise SettingsError for one that holds no certificate."""
    if not settings.fetch.ca_file:
        return settings
    path = settings.folder / settings.fetch.ca_file
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        reason = "holds no certificate in PEM form" if path.is_file() else "no such file"
        problem = f"{settings.fetch.ca_file!r}: {reason} ({path})"
        raise SettingsError(settings.path, "fetch.ca_file", problem) from error
    return settings.model_copy(update={"fetch": settings.fetch.model_copy(update={"ca_file": str(path)})})
