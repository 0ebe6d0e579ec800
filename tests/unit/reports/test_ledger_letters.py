"""What the letters of the ledger say, as trees."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.letter_kind import LEAST_DAYS, MOST_DAYS, LetterTerms
from inspector_app.domain.views import LedgerRow
from inspector_app.reports.letter import Letter
from inspector_app.reports.rectification_notice_report import (
    COPIES,
    rectification_notice_report,
)
from tests.unit.builders import make_issue


def row(**values: object) -> LedgerRow:
    return LedgerRow(
        issue=make_issue(**values),
        visit_uid="v",
        visit_number="210304-2026-DX001-0001",
        school_code="2121000003",
        school_name="示范区第3小学",
        lead_id="DX001",
        lead_name="督学01",
        found_on=date(2026, 11, 20),
    )


def said(letter: Letter) -> str:
    return "\n".join(letter.texts())


def notice(*rows: LedgerRow, days: int = 15, reference: str = "", copy: str = "存根联") -> Letter:
    terms = LetterTerms(reference=reference, dated="2026年11月22日", days=days)
    return rectification_notice_report(rows, source="专项", terms=terms, copy=copy)


def test_a_notice_lists_each_issue_with_what_is_asked_of_whom_until_when() -> None:
    wanted = row(
        description="通道堆放课桌。", requirement="三日内清理。", responsible_unit="总务处",
        deadline=date(2026, 11, 27),
    )  # fmt: skip
    text = said(notice(wanted, row(description="温度记录缺三天。")))
    for part in ("1.通道堆放课桌。", "整改要求：三日内清理。", "2.温度记录缺三天。"):
        assert part in text
    assert "责任单位：总务处" in text
    assert "整改时限：2026年11月27日。" in text


def test_the_copies_of_a_notice_say_the_same_and_each_bears_its_name() -> None:
    one = row()
    copies = [notice(one, copy=copy) for copy in COPIES]
    assert [copy.mark for copy in copies] == ["存根联", "学校联", "督导室联"]
    assert len({copy.body for copy in copies}) == 1


def test_a_notice_without_a_number_has_room_to_write_one_in() -> None:
    assert "〔" in notice(row()).reference
    assert notice(row(), reference="示教督〔2026〕3号").reference == "示教督〔2026〕3号"


@given(st.integers(LEAST_DAYS, MOST_DAYS))
def test_the_days_for_the_answer_run_from_the_delivery(days: int) -> None:
    when = f"送达之日起{days}日内" if days else "送达当日"
    assert f"本通知{when}书面报责任督学" in said(notice(row(), days=days))


def test_a_notice_has_places_for_the_one_who_takes_it_and_the_day() -> None:
    assert "签收人：＿" in said(notice(row()))
