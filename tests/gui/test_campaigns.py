"""专项督导 and 周汇报 in the window: progress, 五有, the draft, the text for the chat."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.services.context import Role
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.letter import LetterOrder
from inspector_app.ui.navigator import GoTo, OpenCampaign, OpenEntry, Place, StartVisit
from inspector_app.ui.pages import campaign as campaign_page
from inspector_app.ui.theme import dress
from tests.gui.conftest import SIZE, Hands
from tests.gui.registers import add, entries, page_of
from tests.gui.test_registers_around import extras

NAME = "校园安全专项"


def plan_of(window: Window) -> dict[str, Any]:
    """Return a plan over the schools where demonstration records of its name were made."""
    desk: Any = window.desk
    schools = [row.school.code for row in desk.schools.board()]
    return {
        "name": NAME, "theme": "校园安全", "start": "2026-09-01", "end": "2026-11-30",
        "basis": "示教督〔2026〕7号", "target": "中小学、幼儿园", "content": "消防、食堂、周边。",
        "ways": "听、看、查、谈", "demands": "如实记录。", "notice_on": "2026-08-28",
        "groups": [
            {"head": "督学01", "members": ["督学02", "督学03"], "schools": schools[:3]},
            {"head": "督学04", "members": ["督学05", "督学06"], "schools": schools[3:5]},
        ],
    }  # fmt: skip


@pytest.fixture
def uid(window: Window) -> str:
    """A filed campaign; some demonstration records name it."""
    made = add(window, "campaign", **plan_of(window))
    desk: Any = window.desk
    desk.registers.file(made)
    return made


def opened(window: Window, uid: str) -> Any:
    window.navigator.open(OpenCampaign(uid=uid))
    return window.shell.page


def test_the_page_shows_progress_findings_and_what_the_five_lack(window: Window, uid: str) -> None:
    desk: Any = window.desk
    page = opened(window, uid)
    view = desk.campaigns.view(uid)
    found = view.progress
    assert page.figures.text().startswith(
        f"已入校 {found.visited}/5 所　{found.visits} 校次　还剩 8 天"
    )
    assert [group.head for group in page.groups.model().rows] == ["督学01", "督学04"]
    assert sum(len(row.point.issues) for row in page.points.model().rows) == len(
        view.findings.issues
    )
    assert page.five.accessibleName() == "五有不全"
    told = " ".join(child.text() for child in page.five.findChildren(QLabel))
    assert "✓ 有计划" in told
    assert "▲ 有交流 还没有定稿的工作交流会关联这个专项" in told


def test_the_page_follows_what_is_written_elsewhere(window: Window, uid: str) -> None:
    page = opened(window, uid)
    desk: Any = window.desk
    assert not page.letter.isEnabled()
    window.events.changed.emit(desk.campaigns.draft_opinion(uid))
    assert page.letter.isEnabled()
    assert not page.stale.isVisible()
    window.events.changed.emit(desk.register_edit.set_json(uid, "opinion", "另写。").changes)
    assert page.stale.isVisible()
    assert "应督导学校（园）5所" in page.stale.text()


def test_a_finding_leads_to_a_record_that_holds_it(
    window: Window, uid: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def pick(_parent: object, _title: str, _text: str, lines: list[str]) -> int:
        offered.extend(lines)
        return 1

    monkeypatch.setattr(ask, "pick", pick)
    page = opened(window, uid)
    row = next(n for n, r in enumerate(page.points.model().rows) if len(r.point.issues) > 1)
    issues = page.points.model().rows[row].point.issues
    page.points.setFocus()
    page.points.setCurrentIndex(page.points.model().index(row, 0))
    hands.enter()
    shown: Any = window.shell.page
    assert shown.uid == issues[1].visit_uid
    assert len(offered) == len(issues)


def test_the_opinion_is_drafted_previewed_under_its_number_and_the_exchange_begun(
    window: Window, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = LetterKind.CAMPAIGN_OPINION
    order = LetterOrder(kind=kind, reference="示教督〔2026〕9号", days=15)
    monkeypatch.setattr(campaign_page, "ask_letter", lambda *_a, **_k: order)
    page = opened(window, uid)
    page.draft.click()
    entry: Any = window.shell.page
    assert entry.record.entry.values["opinion"].startswith("一、总体情况")
    page = opened(window, uid)
    page.preview()
    preview: Any = window.shell.page
    assert preview._wish.reference == "示教督〔2026〕9号"
    page = opened(window, uid)
    page.exchange.click()
    meeting: Any = window.shell.page
    assert meeting.record.entry.values["campaign"] == NAME
    assert meeting.sheet.form.input("campaign").text() == NAME


def test_a_draft_without_records_says_so_on_the_page(window: Window, uid: str) -> None:
    desk: Any = window.desk
    quiet = add(window, "campaign", **{**plan_of(window), "name": "还没有开始的专项"})
    page = opened(window, quiet)
    page.draft.click()
    assert "还没有已定稿的记录" in page.notice.text
    assert desk.registers.record(quiet).entry.values["opinion"] == ""


def test_the_register_leads_to_progress_and_tells_the_gate_of_the_term(
    window: Window, uid: str
) -> None:
    page = page_of(window, "campaign")
    extras(page)["学期五有"].click()
    assert "五有不全" in page.notice.text
    assert "▲ 有计划：还没有学期督导计划" in page.notice.text
    extras(page)["进度和五有"].click()
    assert type(window.shell.page).__name__ == "CampaignPage"


def test_a_campaign_is_chosen_from_those_under_way_or_typed_as_it_is_called(
    window: Window, uid: str, hands: Hands
) -> None:
    window.navigator.open(StartVisit(school_code=None))
    page: Any = window.shell.page
    desk: Any = window.desk
    hands.walk_to("所属专项")
    hands.press(Qt.Key.Key_Down)
    assert [choice.title for choice in hands.at.shown_choices] == [NAME]  # type: ignore[attr-defined]
    hands.enter()
    assert desk.visits.get(page.uid).campaign == NAME
    field = page.sheet.form.input("campaign")
    field.setFocus()
    field.selectAll()
    hands.write("校园")
    assert field.list_is_open
    hands.enter()
    # Nobody walked to the line of the list: what was typed stays.
    assert desk.visits.get(page.uid).campaign == "校园"
    assert not field.list_is_open
    field.setFocus()
    hands.write("清廉学校建设调研")
    page.sheet.flush()
    assert desk.visits.get(page.uid).campaign.endswith("清廉学校建设调研")


def test_a_week_is_drafted_copied_as_text_and_no_longer_missing_once_filed(
    window: Window, hands: Hands
) -> None:
    desk: Any = window.desk
    page = page_of(window, "weekly")
    lacking = desk.weekly_reports.missing()
    assert page.list.summary.text().startswith(f"还没有交的周汇报 {len(lacking)} 份：")
    extras(page)["复制为文字"].click()
    assert page.notice.text == "还没有周汇报；先起草一份。"
    extras(page)["起草上周"].click()
    (entry,) = entries(window, "weekly")
    assert page.record.entry.uid == entry.uid
    hands.walk_to("下周计划")
    hands.write("入校两所。")
    extras(page)["复制为文字"].click()
    text = QGuiApplication.clipboard().text()
    assert text == desk.weekly_reports.text(entry.uid)
    assert "下周：入校两所。" in text
    assert page.notice.text.startswith(f"已复制 {len(text)} 字")
    extras(page)["起草上周"].click()
    assert "都已经起草" in page.notice.text
    window.events.changed.emit(desk.registers.file(entry.uid))
    page.refresh()
    assert page.list.summary.text().startswith(f"还没有交的周汇报 {len(lacking) - 1} 份")


def test_an_office_picks_whose_week_is_drafted(
    open_window: Callable[[Path], Window],
    filled: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    window = open_window(filled)
    monkeypatch.setattr(ask, "pick", lambda *_args: 2)
    page = page_of(window, "weekly")
    extras(page)["起草上周"].click()
    (entry,) = entries(window, "weekly")
    assert entry.values["inspector"] == "DX003"
    assert "还差 25 人：督学01、督学02" in page.list.summary.text()


def test_the_first_page_leads_to_the_week_that_is_missing_and_then_to_its_draft(
    window: Window,
) -> None:
    desk: Any = window.desk
    window.events.changed.emit(desk.rules.switch_on(RuleId.WEEKLY_REPORT))
    for wanted in ("还没有写", "还没有定稿"):
        window.navigator.open(GoTo(place=Place.TODAY))
        page: Any = window.shell.page
        QApplication.sendPostedEvents()
        line = next(
            each for each in page.findChildren(QPushButton)
            if f"周汇报{wanted}" in each.text() and each.isVisibleTo(page)
        )  # fmt: skip
        line.click()
        shown: Any = window.shell.page
        assert shown.list.kind == "weekly"
        if wanted == "还没有写":
            extras(shown)["起草上周"].click()
    assert shown.record.entry.number.startswith("ZB-")


def test_before_a_campaign_is_made_void_it_is_said_what_belongs_to_it(
    window: Window, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "reason", lambda _parent, _title, text, **_named: told.append(text))
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    page.head.void.click()
    assert len(told) == 1
    assert f"份记录写着“{NAME}”；作废后它们不再归到任何专项" in told[0]


@pytest.mark.parametrize("scale", [100, 200])
def test_the_page_fits_the_smallest_window_at_any_size_of_text(
    window: Window, uid: str, qapp: QApplication, scale: int
) -> None:
    dress(qapp, scale=scale)
    try:
        page = opened(window, uid)
        QApplication.sendPostedEvents()
        assert window.shell.width() == SIZE[0]
        assert page.minimumSizeHint().width() <= page.width()
        assert page.points.viewport().height() >= page.points.rowHeight(0)
        for _ in range(3):
            QApplication.sendPostedEvents()
        for told in page.five.findChildren(QLabel):
            assert told.height() >= told.heightForWidth(told.width()), told.text()
    finally:
        dress(qapp)
