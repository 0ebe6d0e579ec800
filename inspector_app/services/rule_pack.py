"""The rules that ship with the program, read once."""

from functools import cache
from typing import TYPE_CHECKING, Final

from inspector_app.services.packs import read_pack

if TYPE_CHECKING:
    from inspector_app.domain.rules import Rule

# The national base, then what single cities ask.
_FILES: Final = ("national", "local")


@cache
def shipped_rules() -> "tuple[Rule, ...]":
    """Return every rule as it ships."""
    from inspector_app.domain import rule_pack

    return rule_pack.shipped_rules(read_pack("rules", name) for name in _FILES)
