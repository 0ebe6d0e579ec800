"""Types into the narrative of a record and dies in the middle of a sentence.

    python -m tests.stories.interrupted FOLDER NUMBER INSTANT TEXT

Nothing is closed and nothing is said good-bye to: the process kills itself as a pulled plug would.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench


def main() -> None:
    """Type all of the text, one character after the other, then die."""
    folder, number, instant, text = sys.argv[1:]
    clock = FixedClock(datetime.fromisoformat(instant))
    with open_workbench(Path(folder), clock=clock) as bench:
        uid = bench.visits.uid_of(number)
        for length in range(1, len(text) + 1):
            bench.visit_edit.set_field(uid, "narrative", text[:length], editing="typing")
            bench.visit_edit.set_cursor(uid, field="narrative", position=length)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
