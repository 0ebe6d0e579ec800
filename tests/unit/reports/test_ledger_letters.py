"""What the letters of the ledger say, as trees."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.letter_kind import LEAST_DAYS, MOST_DAYS, LetterTerms
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit import SchoolSnapshot
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.reports.feedback_letter_report import feedback_letter_report
from inspector_app.reports.letter import Letter, Section
from inspector_app.reports.opinion_letter_report import opinion_letter_report
from inspector_app.reports.rectification_notice_report import (
    COPIES,
    rectification_notice_report,
)
from tests.unit.builders import make_issue, make_merit, make_visit


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
    return rectification_notice_report(rows, terms=terms, copy=copy)


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


# --- letters about records ------------------------------------------------------------------------

NAMES = {"D001": "督学01", "D002": "督学02"}
TERMS = LetterTerms(dated="2022年9月6日")


def feedback(**values: object) -> Letter:
    return feedback_letter_report(make_visit(**values), inspector_names=NAMES, terms=TERMS)


def headings(letter: Letter) -> list[str]:
    return [block.text for block in letter.body if isinstance(block, Section) and block.level == 1]


def test_a_feedback_letter_has_the_parts_that_the_regulation_asks_for_in_its_order() -> None:
    letter = feedback(merits=(make_merit(),), issues=(make_issue(),), peer_ids=("D002",))
    assert headings(letter) == ["总体评价", "亮点", "存在问题", "限期整改要求", "建议"]
    text = said(letter)
    for part in (
        "2022年9月5日（上午）",
        "督学01、督学02",
        "校园巡视1次",
        "看到亮点1项，发现问题1个",
    ):
        assert part in text
    assert letter.signed_by == ("责任督学：督学01",)
    assert "督学签名：＿" in text


def test_a_part_of_a_feedback_letter_that_has_nothing_to_say_is_left_out() -> None:
    letter = feedback(merits=(), issues=(), advice="")
    assert headings(letter) == ["总体评价"]
    assert "看到亮点0项，未发现问题。" in said(letter)


def test_what_is_asked_stands_under_the_number_that_the_issue_has() -> None:
    issues = (
        make_issue(fixed_on_the_spot=True, description="灭火器过期。"),
        make_issue(requirement="每日巡查", responsible="", deadline=None),
    )
    text = said(feedback(issues=issues))
    assert "1.灭火器过期。（已当场整改）" in text
    assert "问题2：每日巡查。" in text
    assert "问题1：" not in text


def test_a_feedback_letter_of_a_draft_is_marked_as_one() -> None:
    assert feedback(status=VisitStatus.DRAFT).mark == "草稿"
    assert feedback().mark == ""


def test_an_opinion_about_several_schools_tells_each_part_school_by_school() -> None:
    visits = [
        make_visit(school=SchoolSnapshot(code=f"{n}", name=f"示范区第{n}小学"), advice=f"建议{n}")
        for n in (1, 2)
    ]
    letter = opinion_letter_report(visits, inspector_names=NAMES, terms=TERMS)
    assert letter.addressee == "各有关学校（园）"
    second = [b.text for b in letter.body if isinstance(b, Section) and b.level == 2]
    assert second == ["示范区第1小学（2022年9月5日）", "示范区第2小学（2022年9月5日）"]
    assert "督导学校（园）2所" in said(letter)
    assert "入校2次" in said(letter)


def test_an_opinion_about_one_record_goes_to_its_school_and_asks_for_an_answer() -> None:
    letter = opinion_letter_report([make_visit()], inspector_names=NAMES, terms=TERMS)
    assert letter.addressee == "示范区第1小学"
    assert "自本意见书送达之日起15日内" in said(letter)
