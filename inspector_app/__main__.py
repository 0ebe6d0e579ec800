"""Entry of the program: a command, or the window."""

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap import Workbench

_DATA_ALONE: Final = 2


def default_folder() -> Path:
    """Return where a person's data lies when no folder is named."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / "inspector-app"


def main() -> int:
    """Run one command, or open the window when none is given."""
    arguments = sys.argv[1:]
    if not arguments:
        return _window(default_folder())
    if len(arguments) == _DATA_ALONE and arguments[0] == "--data" and arguments[1][:1] != "-":
        # The reader of commands and all that they need would hold up the first picture.
        return _window(Path(arguments[1]))
    # Whoever ends the program from outside lets it clear up as Ctrl+C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _command(arguments)
    except KeyboardInterrupt:
        # While the program is still being read, nothing was begun.
        sys.stderr.write("已停下，没有做任何事。\n")
        return 1


def _command(arguments: list[str]) -> int:
    from inspector_app import bootstrap
    from inspector_app.cli.main import run
    from inspector_app.cli.parser import build_parser

    code = run(
        arguments,
        default_folder=default_folder(),
        opener=bootstrap.open_workbench,
        init=bootstrap.init_folder,
    )
    if code is not None:
        return code
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return _window(build_parser(arguments).parse_args(arguments).data or default_folder())


def _window(folder: Path) -> int:
    # What is imported stays; to look for garbage in it again and again is a tenth of the start.
    gc.disable()
    from inspector_app.ui.app import run_window

    return run_window(_open, folder)


def _open(folder: Path) -> "Workbench":
    from inspector_app.bootstrap import open_workbench

    return open_workbench(folder)


if __name__ == "__main__":
    sys.exit(main())
