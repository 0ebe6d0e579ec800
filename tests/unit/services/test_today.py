"""What 今日 says is still to be handed over."""

from typing import Any

from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.services.context import Role


def test_the_office_is_not_told_to_hand_over_what_it_has_typed_for_others(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    visit = workbench.visit_edit.new_from_json({**complete, "date": "2026-10-20"}).uid
    workbench.visits.file(visit)
    assert workbench.today.page().not_handed_over == (Month(2026, 10),)
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    assert workbench.today.page().not_handed_over == ()
