"""What a district has decided about the rules."""

import json
from collections.abc import Iterator
from typing import Any, Final

from inspector_app.base.clock import day_of_instant
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import RuleSetting
from inspector_app.storage.actors import actor_name
from inspector_app.storage.codec import FLAG
from inspector_app.storage.database import Database

_SELECT: Final = (
    "SELECT r.rule_id, r.switched_on, r.numbers, r.basis, coalesce(i.name, r.set_by), r.set_at"
    " FROM rule_setting r LEFT JOIN inspector i ON i.id = r.set_by"
)


class RuleStore:
    """Reads and writes decisions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def settings(self) -> tuple[RuleSetting, ...]:
        """Return the decisions about the rules that the program knows."""
        return tuple(self._known())

    def _known(self) -> Iterator[RuleSetting]:
        known = {rule_id.value: rule_id for rule_id in RuleId}
        for row in self._database.rows(_SELECT):
            if row[0] in known:
                yield _setting(known[row[0]], row)

    def put(self, setting: RuleSetting, *, at: str, origin: str) -> None:
        """Set what is decided about a rule; ``set_by`` is the actor's id."""
        from inspector_app.storage.tables import RuleSettingRow

        RuleSettingRow.replace(
            rule_id=setting.rule_id.value,
            switched_on=FLAG.encode(setting.on),
            numbers=json.dumps(dict(setting.values), sort_keys=True),
            basis=setting.basis,
            set_by=setting.set_by,
            set_at=at,
            origin=origin,
        ).execute(self._database.peewee)

    def remove(self, rule_id: RuleId) -> None:
        """Forget what was decided about a rule, if anything was."""
        self._database.execute("DELETE FROM rule_setting WHERE rule_id = ?", rule_id.value)


def _setting(rule_id: RuleId, row: tuple[Any, ...]) -> RuleSetting:
    _, switched_on, numbers, basis, set_by, set_at = row
    return RuleSetting(
        rule_id=rule_id,
        on=FLAG.decode(switched_on),
        values=json.loads(numbers),
        basis=basis,
        set_by=actor_name(set_by),
        set_on=str(day_of_instant(set_at)),
    )
