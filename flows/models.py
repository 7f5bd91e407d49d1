"""The model of [ner]: looked at before anything is fetched, and known by a version that changes with its files."""

from __future__ import annotations

import hashlib
import json
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec

from news.configuring.settings import Settings
from news.errors import SettingsError
from news.tagging.folder import read_folder
from news.tagging.spans import StrangeLabel
from news.tagging.tagger import Options, Tagger, Unavailable
from storage.digests import digest_files


def model_options(settings: Settings) -> Options | None:
    """Return what the model's process needs to know, or None without [ner]; raises SettingsError for what cannot be used."""
    ner = settings.ner
    if ner is None:
        return None
    if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
        raise SettingsError(
            settings.path, "ner", "needs the extra of that name: `uv sync --extra ner`, or pip's `install -e .[ner]`"
        )
    folder = settings.folder / ner.model.expanduser()
    try:
        found = read_folder(folder, ner.labels)
        digest = digest_files(found.files, settings.directory / "model.json")
    except StrangeLabel as error:
        raise SettingsError(settings.path, "ner.labels", str(error)) from error
    except (OSError, ValueError) as error:
        raise SettingsError(settings.path, "ner.model", f"{str(ner.model)!r}: {error}") from error
    facts = [digest, sorted(ner.labels.items()), ner.threshold]
    return Options(
        folder=folder,
        version=hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16],
        labels=ner.labels,
        threshold=ner.threshold,
        batch=ner.batch,
        threads=ner.threads,
    )


def model_version(settings: Settings) -> str:
    """Return the version of the model and of what is asked of it, empty without [ner]; raises SettingsError."""
    options = model_options(settings)
    return options.version if options else ""


def make_ready(settings: Settings, tagger: Tagger) -> None:
    """Load the model; raises SettingsError when it cannot be: texts that it should read again would pass for read."""
    try:
        tagger.probe()
    except Unavailable as error:
        raise SettingsError(settings.path, "ner.model", f"{tagger.options.folder}: {error}") from error


def open_tagger(settings: Settings) -> AbstractContextManager[Tagger | None]:
    """Return the model behind its process, which starts when there is a text to read; raises SettingsError."""
    options = model_options(settings)
    return Tagger(options) if options else nullcontext()
