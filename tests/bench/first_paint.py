"""One start of a window, ended at its first paint: run by ``startup`` in a process of its own.

    python tests/bench/first_paint.py empty|painted|filled FOLDER BEGAN

Prints the milliseconds since BEGAN (of the monotonic clock) and the peak memory in MB. Nothing is
imported here that the start itself would not import.
"""

import os
import sys
import time


def told(began: float) -> None:
    """Say how long it took and end at once; what a window does at its end is not of its start."""
    taken = (time.monotonic() - began) * 1000
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no pathlib yet
        (peak,) = [line.split()[1] for line in status if line.startswith("VmHWM")]
    print(f"{taken:.2f} {int(peak) / 1024:.1f}", flush=True)
    os._exit(0)


def empty(began: float) -> None:
    """Open a main window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def paintEvent(self, event: object) -> None:  # noqa: N802
            super().paintEvent(event)
            after_paint(began)

    app = QApplication([])
    window = Empty()
    window.resize(1093, 544)
    window.show()
    app.exec()


def painted(began: float) -> None:
    """Start the program as its command does, until its lowest line is painted."""
    from inspector_app.__main__ import main
    from inspector_app.ui.shell import StatusLine

    inherited = StatusLine.paintEvent

    def paint(line: StatusLine, event: object) -> None:
        inherited(line, event)
        after_paint(began)

    StatusLine.paintEvent = paint
    main()


def filled(began: float) -> None:
    """Start the program, until 今日 is painted with what it shows."""
    from inspector_app.__main__ import main
    from inspector_app.ui.pages.today import TodayView

    inherited, show = TodayView.paintEvent, TodayView._show
    shown: list[bool] = []

    def show_and_note(view: TodayView, page: object) -> None:
        show(view, page)
        shown.append(True)
        view.update()

    def paint(view: TodayView, event: object) -> None:
        inherited(view, event)
        if shown:
            after_paint(began)

    TodayView._show, TodayView.paintEvent = show_and_note, paint
    main()


def after_paint(began: float) -> None:
    """Tell the time when the whole window is painted of which this paint is a part."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, lambda: told(began))


if __name__ == "__main__":
    kind, folder, start = sys.argv[1:]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))  # noqa: PTH100, PTH120
    sys.argv = ["inspector-app", "--data", folder]
    {"empty": empty, "painted": painted, "filled": filled}[kind](float(start))
