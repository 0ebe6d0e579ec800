"""专项督导, 投诉 and 计划 in packs: taken over, corrected, and who complained kept apart."""

from datetime import date
from typing import Any, Final

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month, Period
from inspector_app.domain.plan import PlanLevel
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.visit_options import Session
from inspector_app.services.pack_lines import Mark
from inspector_app.services.pack_offers import PackState
from inspector_app.services.plans import HalfDay
from tests.district.office.district import District
from tests.district.packs.passing import folder_of, marked, marks, offered, send, take
from tests.unit.services.conftest import SCHOOL
from tests.unit.services.registers.conftest import COMPLETE

GROUP: Final = {"head": "督学01", "members": ["督学02", "督学03"], "schools": [SCHOOL]}
CAMPAIGN: Final[dict[str, Any]] = {
    **COMPLETE["campaign"], "name": "食品安全专项", "groups": [GROUP], "end": "2026-12-20",
}  # fmt: skip
WHO: Final = {"name": "反映人甲乙", "phone": "13900001234"}
COMPLAINT: Final[dict[str, Any]] = {**COMPLETE["complaint"], "anonymous": False, **WHO}


def entry(bench: Workbench, uid: str) -> Any:
    return bench.context.stores.registers.find(uid)


@pytest.fixture
def campaign(district: District) -> str:
    uid = district.office.register_edit.new_from_json("campaign", CAMPAIGN).uid
    district.office.registers.file(uid)
    return uid


def test_a_campaign_is_filed_on_the_laptops_of_its_people(
    district: District, campaign: str
) -> None:
    send(district, "campaigns", "食品安全专项")
    (line,) = marked(offered(district), Mark.NEW)
    assert "食品安全专项" in line
    assert take(district).registers
    bench = district.laptops["DX001"]
    ours, theirs = entry(bench, campaign), entry(district.office, campaign)
    assert (ours.number, ours.state, ours.values) == (
        theirs.number, EntryState.FILED, theirs.values
    )  # fmt: skip
    assert bench.campaigns.names() == ("食品安全专项",)


def test_what_the_office_corrects_of_a_campaign_is_a_correction_on_the_laptop(
    district: District, campaign: str
) -> None:
    send(district, "campaigns")
    take(district)
    office = district.office
    office.registers.correct(campaign, reason="延期")
    office.register_edit.set_json(campaign, "end", "2026-12-31")
    office.registers.file(campaign)
    send(district, "campaigns")
    (line,) = marked(offered(district), Mark.CHANGED)
    assert line.endswith("：结束日期")
    take(district)
    ours = entry(district.laptops["DX001"], campaign)
    assert (ours.values["end"], ours.revision, ours.reason) == (
        "2026-12-31", 2, "督导室下发更新"
    )  # fmt: skip
    send(district, "campaigns")
    assert marks(offered(district).lines) == {Mark.SAME}


def test_an_older_word_about_a_campaign_does_not_undo_a_newer_one(
    district: District, campaign: str
) -> None:
    (first,) = send(district, "campaigns")
    office, bench = district.office, district.laptops["DX001"]
    office.registers.correct(campaign, reason="延期")
    office.register_edit.set_json(campaign, "end", "2026-12-31")
    office.registers.file(campaign)
    (second,) = send(district, "campaigns")
    bench.pack_taking.take([second])
    (offer,) = bench.pack_taking.look([first]).offers
    assert (offer.state, offer.code) == (PackState.REFUSED, "E84")
    assert entry(bench, campaign).values["end"] == "2026-12-31"


def test_a_campaign_that_is_being_corrected_here_is_left_alone(
    district: District, campaign: str
) -> None:
    send(district, "campaigns")
    take(district)
    bench = district.laptops["DX001"]
    bench.registers.correct(campaign, reason="本机更正")
    bench.register_edit.set_json(campaign, "end", "2026-12-25")
    send(district, "campaigns")
    (line,) = marked(offered(district), Mark.REFUSED)
    assert "请先定稿" in line
    take(district)
    assert entry(bench, campaign).values["end"] == "2026-12-25"


# -- complaints ------------------------------------------------------------------------------------


@pytest.fixture
def complaint(district: District) -> str:
    made = district.office.register_edit.new_from_json("complaint", COMPLAINT)
    district.office.registers.file(made.uid)
    return made.uid


def number_of(district: District, uid: str) -> str:
    return str(entry(district.office, uid).number)


def test_a_complaint_goes_to_one_person_with_who_complained_kept_apart(
    district: District, complaint: str
) -> None:
    office, bench = district.office, district.laptops["DX002"]
    send(district, "complaints", number_of(district, complaint), to=["DX002"])
    offer = offered(district, "DX002")
    assert offer.title == "投诉核查"
    assert "反映人甲乙" not in repr(offer)
    assert not district.laptops["DX001"].pack_taking.look([folder_of(district)]).offers
    take(district, "DX002")
    ours = entry(bench, complaint)
    assert ours.state is EntryState.FILED
    assert "反映人甲乙" not in repr(ours)
    sealed = bench.context.stores.sealed
    assert sealed.get(complaint) == office.context.stores.sealed.get(complaint)
    assert sealed.get(complaint)["name"] == "反映人甲乙"


def test_that_who_complained_was_sent_and_came_is_noted_on_both_sides(
    district: District, complaint: str
) -> None:
    send(district, "complaints", number_of(district, complaint), to=["DX002"])
    take(district, "DX002")
    there = [look.act for look in district.office.sealed_parts.log(complaint)]
    here = [look.act for look in district.laptops["DX002"].sealed_parts.log(complaint)]
    assert there[-1] == "下发给督学02核查"
    assert here[-1] == "随督导室下发收到"
    history = district.laptops["DX002"].context.database.rows("SELECT op FROM journal")
    assert not [op for (op,) in history if "反映人甲乙" in str(op)]


def test_looking_at_what_would_be_sent_is_noted_nowhere(district: District, complaint: str) -> None:
    before = district.office.sealed_parts.log(complaint)
    district.office.pack_desk.look(
        "complaints", wanted=[number_of(district, complaint)], to=["DX002"]
    )
    assert district.office.sealed_parts.log(complaint) == before


def test_complaints_are_never_sent_to_two_people_nor_all_at_once(
    district: District, complaint: str
) -> None:
    number = number_of(district, complaint)
    with pytest.raises(RefusedError, match="请只选一位"):
        send(district, "complaints", number, to=["DX001", "DX002"])
    with pytest.raises(RefusedError, match="请只选一位"):
        send(district, "complaints", number)
    with pytest.raises(RefusedError, match="请写投诉编号"):
        send(district, "complaints", to=["DX002"])
    assert district.office.packs.sent() == ()


# -- plans -----------------------------------------------------------------------------------------

DECEMBER: Final = Period(date(2026, 12, 1), date(2026, 12, 31))


def planned(district: District, *, lead: str = "DX001", day: date = date(2026, 12, 3)) -> str:
    half = HalfDay(day=day, session=Session.MORNING, school_code=SCHOOL, lead_id=lead, text="食堂")
    return district.office.plans.add(half).view.planned.uid


def uids(bench: Workbench, person: str = "DX001") -> set[str]:
    return {v.planned.uid for v in bench.plans.between(DECEMBER, inspector_id=person)}


def test_each_person_gets_what_is_planned_for_them_and_the_theme(district: District) -> None:
    mine = planned(district)
    planned(district, lead="DX002", day=date(2026, 12, 4))
    district.office.themes.set(Month(2026, 12), "冬季安全", source="市教督办")
    send(district, "plans")
    new = marked(offered(district), Mark.NEW)
    assert "计划入校 2026-12-03 上午 示范区第3小学" in new
    assert "2026年12月主题：冬季安全" in new
    assert take(district).plans
    bench = district.laptops["DX001"]
    assert uids(bench) == {mine}
    theme = bench.themes.of(Month(2026, 12))
    assert theme is not None
    assert theme.theme == "冬季安全"


def test_a_visit_that_was_called_off_at_the_office_is_called_off_on_the_laptop(
    district: District,
) -> None:
    uid = planned(district)
    send(district, "plans")
    take(district)
    district.office.plans.cancel(uid, reason="学校放假")
    send(district, "plans")
    (line,) = marked(offered(district), Mark.CHANGED)
    assert line.endswith("：取消，学校放假")
    take(district)
    assert district.laptops["DX001"].plans.get(uid).planned.cancelled == "学校放假"


def test_a_half_day_that_is_taken_on_the_laptop_stays_as_its_inspector_planned_it(
    district: District,
) -> None:
    bench = district.laptops["DX001"]
    bench.plans.add_plan(PlanLevel.MONTH, date(2026, 12, 1))
    own = bench.plans.add(
        HalfDay(day=date(2026, 12, 3), session=Session.MORNING, school_code=SCHOOL)
    ).view.planned.uid
    planned(district)
    other = planned(district, day=date(2026, 12, 8))
    send(district, "plans")
    (refused,) = marked(offered(district), Mark.REFUSED)
    assert "2026-12-03" in refused
    take(district)
    assert uids(bench) == {own, other}
    assert len(bench.plans.plans(DECEMBER)) == 1


def test_an_older_plan_is_not_taken_after_a_newer_one(district: District) -> None:
    planned(district)
    (first,) = send(district, "plans", to=["DX001"])
    planned(district, day=date(2026, 12, 9))
    (second,) = send(district, "plans", to=["DX001"])
    taking = district.laptops["DX001"].pack_taking
    assert taking.take([second]).changes.plans
    (offer,) = taking.look([first]).offers
    assert (offer.state, offer.code) == (PackState.REFUSED, "E84")
