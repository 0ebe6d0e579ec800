"""上报 by itself after a command, as the window does it: made, put into the folder, told."""

from inspector_app.base.errors import UserError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import complain, say


def hand_over_what_is_due(bench: Bench) -> None:
    """Let leave what was finished, where it leaves by itself.

    What was asked for is done by then: that it could not leave is told, and refuses nothing.
    """
    try:
        brought = bench.courier.walk_if_due()
    except UserError as error:
        complain(f"还没有上报：{error.sentence}")
        return
    if brought is None:
        return
    tell = complain if brought.problem else say
    if brought.sentence:
        tell(brought.sentence)
    for alarm in brought.alarms:
        complain(f"▲ {alarm}")
