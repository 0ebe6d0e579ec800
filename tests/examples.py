"""How many examples Hypothesis tries of a rule: few before a commit, a part every day, then all.

``dev.py quick`` sets the few, ``dev.py fuzz`` the full length. The parts differ from run to run,
since nothing fixes their seed: a rule that holds for most values does not stay hidden for long.
"""

import os
from typing import Any, Final

from hypothesis import settings

FULL_LENGTH: Final = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
QUICK: Final = bool(os.environ.get("INSPECTOR_APP_QUICK"))
EVERY_DAY: Final = 25
_AT_FULL_LENGTH: Final = 200
_TIMES: Final = 5
_QUICK_PART: Final = 5


def examples(every_day: int = EVERY_DAY, **more: Any) -> settings:
    """Return settings for so many examples every day, five times as many at full length."""
    count = every_day * _TIMES if FULL_LENGTH else _fewer(every_day)
    # A time limit for one example would fail on a busy machine, not on a broken rule.
    return settings(max_examples=count, deadline=None, **more)


def register() -> None:
    """Set what holds for rules that say nothing themselves."""
    count = _AT_FULL_LENGTH if FULL_LENGTH else _fewer(EVERY_DAY)
    settings.register_profile("inspector", max_examples=count, deadline=None)
    settings.load_profile("inspector")


def _fewer(every_day: int) -> int:
    return max(1, every_day // _QUICK_PART) if QUICK else every_day
