from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench, init_folder, open_workbench
from inspector_app.domain.visit_options import Announcement, MethodCounts, Session, VisitType
from inspector_app.services.context import Role
from inspector_app.services.settings import Preferences


def test_what_is_usual_at_first_is_routine_at_random_with_the_card_shown(
    workbench: Workbench,
) -> None:
    usual = workbench.settings.preferences()
    assert usual.type is VisitType.ROUTINE
    assert usual.announcement is Announcement.UNANNOUNCED
    assert usual.showed_id


def test_what_is_usual_is_kept_and_prefills_the_next_record(
    workbench: Workbench, folder: Path, clock: FixedClock
) -> None:
    usual = Preferences(
        type=VisitType.CAMPAIGN,
        announcement=None,
        session=Session.AFTERNOON,
        showed_id=False,
        methods=("panels",),
    )
    changes = workbench.settings.set_preferences(usual)
    assert changes.settings
    workbench.close()
    with open_workbench(folder, clock=clock) as opened:
        assert opened.settings.preferences() == usual
        visit = opened.visits.get(opened.visit_edit.new().uid)
        assert (visit.type, visit.session) == (VisitType.CAMPAIGN, Session.AFTERNOON)
        assert visit.methods == MethodCounts(panels=1)
        assert visit.prefilled == {"type", "session", "methods"}


def test_who_works_here_is_kept(workbench: Workbench, folder: Path, clock: FixedClock) -> None:
    device = workbench.settings.identity().device
    workbench.settings.set_identity(role=Role.OFFICE, district="210302", inspector_id="")
    workbench.close()
    with open_workbench(folder, clock=clock) as opened:
        identity = opened.settings.identity()
        assert (identity.role, identity.district, identity.device) == (
            Role.OFFICE, "210302", device,
        )  # fmt: skip


def test_the_window_s_own_values_come_back_as_they_were(workbench: Workbench) -> None:
    assert workbench.settings.get("size", [1093, 544]) == [1093, 544]
    workbench.settings.put("size", [1200, 700])
    assert workbench.settings.get("size") == [1200, 700]


@pytest.mark.parametrize(
    "arguments",
    [{"inspector_id": "DX-1"}, {"inspector_id": "../x"}, {"number_block": 0}, {"district": "12"}],
)
def test_a_folder_is_not_made_from_what_cannot_stand_in_a_number(
    tmp_path: Path, arguments: dict[str, Any]
) -> None:
    with pytest.raises(InputError, match="没有建立数据文件夹"):
        init_folder(tmp_path / "new", **{"district": "210304", **arguments})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("district", ["", "21030", "2103041", "21/304", "２１０３０４", "铁东区"])
def test_a_district_that_cannot_stand_in_a_record_number_is_not_saved(
    workbench: Workbench, district: str
) -> None:
    before = workbench.settings.identity()
    with pytest.raises(InputError, match="六位半角数字"):
        workbench.settings.set_identity(role=Role.OFFICE, district=district, inspector_id="DX002")
    assert workbench.settings.identity() == before
