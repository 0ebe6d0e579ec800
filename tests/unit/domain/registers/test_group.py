"""领导小组: its members once each, its days in order."""

from datetime import date

from inspector_app.domain.registers.gaps import gaps
from inspector_app.domain.registers.group import GROUP
from inspector_app.domain.registers.kind import Facts, filled_row
from tests.unit.domain.registers.entries import make_entry

FACTS = Facts(today=date(2026, 11, 22))


def member(unit: str) -> dict[str, object]:
    told = {"uuid": f"member-{unit}", "unit": unit, "person": "局长", "duty": "配合"}
    return filled_row(GROUP.rows("members"), told)


def test_a_unit_that_is_a_member_twice_is_told() -> None:
    entry = make_entry(
        GROUP, name="创建领导小组", founded_on="2026-09-01", head="区长", duties="统筹。",
        members=[member("教育局"), {**member("教育局"), "uuid": "again"}],
    )  # fmt: skip
    (gap,) = gaps(GROUP, entry, FACTS)
    assert (gap.where, gap.what) == ("members[1].unit", "成员单位“教育局”写了两次")


def test_a_group_that_ends_before_it_begins_is_told() -> None:
    entry = make_entry(GROUP, founded_on="2026-09-01", ended_on="2026-08-31")
    assert "撤销日期早于成立日期" in [gap.what for gap in GROUP.checks(entry, FACTS)]


def test_a_group_is_named_by_its_name_and_its_document() -> None:
    entry = make_entry(GROUP, name="创建领导小组", document_no="示政办发〔2026〕7号")
    assert GROUP.title(entry.values) == "创建领导小组 示政办发〔2026〕7号"
    assert not list(GROUP.hints(entry, FACTS))
