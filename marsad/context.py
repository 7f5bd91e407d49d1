"""What every command starts from: the terminal and the configuration."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.terminal import Terminal

if TYPE_CHECKING:
    from news.configuring.settings import Settings


@dataclass
class Context:
    """The options given before or after the command."""

    config: str | None = None
    terminal: Terminal = field(default_factory=Terminal)

    def settings(self) -> Settings:
        """Load the configuration; raises SettingsError."""
        from news.configuring.settings import find_settings, load_settings

        return load_settings(find_settings(self.config, os.environ, Path.cwd()))


# One command runs in a process; the launcher sets this before it.
context = Context()
