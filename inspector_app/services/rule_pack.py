"""The rules that ship with the program, read once."""

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Final

from inspector_app.base.paths import resources

if TYPE_CHECKING:
    from inspector_app.domain.rules import Rule

# The national base, then what single cities ask.
_FILES: Final = ("national.toml", "local.toml")


@cache
def shipped_rules() -> "tuple[Rule, ...]":
    """Return every rule as it ships."""
    from inspector_app.domain import rule_pack

    folder = resources() / "packs" / "rules"
    texts = [(folder / name).read_text(encoding="utf-8") for name in _FILES]
    return rule_pack.shipped_rules(map(tomllib.loads, texts))
