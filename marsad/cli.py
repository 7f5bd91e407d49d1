"""The command line: what can be typed, and how errors end. Heavy imports wait for the command that needs them."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from importlib.metadata import version
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from marsad import read, work
from marsad.context import context
from marsad.terminal import Terminal
from news.errors import NewsError

app = App(
    name="marsad",
    help="Marsad (مرصد) watches the news: give it example articles, query who is mentioned, get mail when it matters.\n\n"
    "Start with `marsad demo`, or `marsad init` and then `marsad run`. "
    "The configuration is --config FILE, else $MARSAD_CONFIG, else ./marsad.toml.",
    version=lambda: version("marsad"),
    version_flags=["--version"],
    default_parameter=Parameter(negative=()),
)
app.command(work.demo)
app.command(work.init)
app.command(work.check)
app.command(work.run)
app.command(work.serve)
app.command(work.report)
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
app.command(entities)


@app.meta.default
def launch(
    *tokens: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    config: Annotated[str | None, Parameter(help="The configuration file.")] = None,
    quiet: Annotated[bool, Parameter(help="Only results and errors.")] = False,
    verbose: Annotated[bool, Parameter(name=["--verbose", "-v"], help="More, and tracebacks.")] = False,
) -> int:
    """Set what every command shares, then run the command."""
    context.config = config
    context.terminal = Terminal(quiet=quiet, verbose=verbose)
    level = logging.INFO if verbose else logging.ERROR
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    return int(app(tokens, exit_on_error=False, print_error=False) or 0)


def main() -> None:
    """Run the command line; exit with the code of DESIGN §1 and never with a traceback unless -v asks for one."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        return int(app.meta(arguments, exit_on_error=False, print_error=False) or 0)
    except CycloptsError as error:
        context.terminal.complain(f"{error} (see `marsad --help`)".replace("\n", " "))
        return 2
    except NewsError as error:
        context.terminal.complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        context.terminal.complain("interrupted")
        return 130
    except BrokenPipeError:
        # whoever read our output has enough; what is left in the buffer must not raise again at exit
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if context.terminal.verbose:
            raise
        context.terminal.complain(f"{type(error).__name__}: {error} (run with -v for the traceback)")
        return 1
