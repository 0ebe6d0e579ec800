"""How many examples Hypothesis tries of a rule: a part of them every day, all at full length.

``dev.py fuzz`` sets the full length. The parts differ from run to run, since nothing fixes their
seed: a rule that holds for most values only does not stay hidden for long.
"""

import os
from typing import Any, Final

from hypothesis import settings

FULL_LENGTH: Final = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
EVERY_DAY: Final = 25
_AT_FULL_LENGTH: Final = 200
_TIMES: Final = 5


def examples(every_day: int = EVERY_DAY, **more: Any) -> settings:
    """Return settings for so many examples every day, and five times as many at full length."""
    count = every_day * _TIMES if FULL_LENGTH else every_day
    # A time limit for one example would fail on a busy machine, not on a broken rule.
    return settings(max_examples=count, deadline=None, **more)


def register() -> None:
    """Set what holds for rules that say nothing themselves."""
    count = _AT_FULL_LENGTH if FULL_LENGTH else EVERY_DAY
    settings.register_profile("inspector", max_examples=count, deadline=None)
    settings.load_profile("inspector")
