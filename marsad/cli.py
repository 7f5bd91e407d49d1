"""The command line: what can be typed, and how errors end. Heavy imports wait for the command that needs them."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import sys
import warnings
from importlib.metadata import version
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from desk.text import plain
from marsad import knowing, naming, read, work
from marsad.context import context
from marsad.terminal import Terminal
from news.errors import NewsError

# What the system says when there is no room, and when a place is not there or not ours to write to.
FULL = (errno.ENOSPC, errno.EDQUOT)
PLACE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST)

app = App(
    name="marsad",
    help="Marsad (مرصد) watches the news: give it example articles, query who is mentioned, get mail when it matters.\n\n"
    "Start with `marsad demo`, or `marsad init` and then `marsad run`. "
    "The configuration is --config FILE, else $MARSAD_CONFIG, else ./marsad.toml.",
    version=lambda: version("marsad"),
    version_flags=["--version"],
    default_parameter=Parameter(negative=()),
    suppress_keyboard_interrupt=False,
)
app.command(work.demo)
app.command(work.init)
app.command(work.check)
app.command(work.run)
app.command(work.serve)
app.command(work.report)
app.command(knowing.replay)
app.command(read.sql)
app.command(read.search)
app.command(read.show)
app.command(read.trends)
app.command(read.sources)
alerts = App(name="alerts", help="What was sent and what waits; a test mail; deliver now.")
alerts.command(read.alerts_list, name="list")
alerts.command(work.alerts_test, name="test")
alerts.command(work.alerts_send, name="send")
app.command(alerts)
entities = App(name="entities", help="Who is known, under which names, from where.")
entities.command(read.entities_list, name="list")
entities.command(read.entities_show, name="show")
entities.command(knowing.entities_import, name="import")
for command in (naming.new, naming.accept, naming.merge, naming.reject):
    entities.command(command)
app.command(entities)


@app.meta.default
def launch(
    *tokens: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    config: Annotated[
        str | None, Parameter(help="The configuration file [default: $MARSAD_CONFIG or marsad.toml].")
    ] = None,
    quiet: Annotated[bool, Parameter(help="Only results and errors.")] = False,
    verbose: Annotated[bool, Parameter(name=["--verbose", "-v"], help="More, and tracebacks.")] = False,
) -> int:
    """Set what every command shares, then run the command."""
    context.config = config
    context.terminal = Terminal(quiet=quiet, verbose=verbose)
    _log_to_standard_error(verbose=verbose)
    return int(app(tokens, exit_on_error=False, print_error=False, result_action="return_value") or 0)


class _OneLine(logging.Formatter):
    """A record as one line: what happened, and of an error its last line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        error = record.exc_info[1] if record.exc_info else None
        cause = f": {type(error).__name__}: {error}" if error else ""
        return plain(f"marsad: {record.getMessage()}{cause}")


def _log_to_standard_error(*, verbose: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s") if verbose else _OneLine())
    if not verbose:
        warnings.simplefilter("ignore")  # of libraries, for who writes programs
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, handlers=[handler])


class Terminated(KeyboardInterrupt):
    """SIGTERM: ends a command as Ctrl-C does, so that it can put away what it has in hand."""


def _terminate(number: int, frame: object) -> None:
    raise Terminated


def main() -> None:
    """Run the command line; exit with the code of DESIGN §1 and never with a traceback unless -v asks for one."""
    signal.signal(signal.SIGTERM, _terminate)
    app.meta.suppress_keyboard_interrupt = False
    if not sys.stdout.isatty():
        app.help_formatter = app.meta.help_formatter = "plain"
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        return int(app.meta(arguments, exit_on_error=False, print_error=False, result_action="return_value") or 0)
    except CycloptsError as error:
        context.terminal.complain(f"{error} (see `marsad --help`)".replace("\n", " "))
        return 2
    except NewsError as error:
        return _end(error)
    except KeyboardInterrupt as error:
        context.terminal.complain("ended before it was done; what was stored stays, the next run goes on from there")
        return 143 if isinstance(error, Terminated) else 130
    except BrokenPipeError:
        # whoever read our output has enough; what is left in the buffer must not raise again at exit
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if context.terminal.verbose:
            raise
        return _complain(error)


def _end(error: NewsError) -> int:
    if error.exit_code == 0:  # another run is at work: nothing is wrong
        context.terminal.say(str(error))
    else:
        context.terminal.complain(str(error))
    return error.exit_code


def _complain(error: Exception) -> int:
    """Say what went wrong; 2 for a place that cannot be written to or is not there, 1 for the rest."""
    if isinstance(error, OSError) and error.errno in FULL:
        context.terminal.complain(f"{error.filename or 'the disk'}: {error.strerror}; make room and run again")
        return 1
    if isinstance(error, OSError) and error.errno in PLACE and error.filename:
        context.terminal.complain(f"{error.filename}: {error.strerror}; name another place or change its permissions")
        return 2
    context.terminal.complain(f"{type(error).__name__}: {error} (run with -v for the traceback)")
    return 1
