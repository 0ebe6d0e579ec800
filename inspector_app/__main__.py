"""Entry of the program: a command, or the window."""

import os
import sys
from pathlib import Path


def default_folder() -> Path:
    """Return where a person's data lies when no folder is named."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / "inspector-app"


def main() -> int:
    """Run one command, or open the window when none is given."""
    from inspector_app import bootstrap
    from inspector_app.cli.main import run
    from inspector_app.cli.parser import build_parser

    arguments = sys.argv[1:]
    code = run(
        arguments,
        default_folder=default_folder(),
        opener=bootstrap.open_workbench,
        init=bootstrap.init_folder,
    )
    if code is not None:
        return code
    from inspector_app.ui.app import run_window

    folder = build_parser().parse_args(arguments).data or default_folder()
    return run_window(bootstrap.open_workbench, folder)


if __name__ == "__main__":
    sys.exit(main())
