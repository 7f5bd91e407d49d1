"""The errors that people meet.

NewsError
├── SettingsError      the configuration: file, key, value, what to do; exit code 2
├── flows.lock.AlreadyRunning, flows.serve.ServeError
├── desk.mail.MailError
└── storage.errors.*   the store and the history
"""

from __future__ import annotations


class NewsError(Exception):
    """Something went wrong that a person can act on; the text is one line for that person."""

    exit_code = 1


class SettingsError(NewsError):
    """The configuration is wrong; says where, what is there, and what to do."""

    exit_code = 2

    def __init__(self, path: object, key: str, problem: str) -> None:
        super().__init__(": ".join(part for part in (str(path), key, problem) if part))
