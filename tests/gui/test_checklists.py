"""检查表 in the window: filled by keyboard, live saved, undone, made into issues, printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.wishes import ChecklistsPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenCampaign, OpenChecklists, OpenVisit
from inspector_app.ui.theme import dress
from tests.gui.conftest import SIZE, Hands
from tests.gui.registers import add
from tests.gui.test_campaigns import NAME, plan_of

Answer = Callable[[str], None]


@pytest.fixture
def uid(window: Window) -> str:
    """An empty draft."""
    desk: Any = window.desk
    return str(desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid)


@pytest.fixture
def pick(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let the next question be answered by the first answer that begins so."""

    def be(begins: str) -> None:
        def answer(_parent: object, _title: str, _text: str, words: Any) -> int | None:
            return next((n for n, word in enumerate(words) if word.startswith(begins)), None)

        monkeypatch.setattr(ask, "pick", answer)

    return be


def opened(window: Window, uid: str, form: str = "shuangjian") -> Any:
    desk: Any = window.desk
    desk.checklists.begin(uid, form)
    window.navigator.open(OpenChecklists(uid=uid, form=form))
    return window.shell.page


def answers(window: Window, uid: str) -> dict[str, str]:
    desk: Any = window.desk
    return dict(desk.checklists.of_record(uid).views[0].filled.answers)


def campaign_with_checklists(window: Window) -> str:
    """File a campaign and fill its checklist in beside the records that name it already."""
    desk: Any = window.desk
    campaign = add(window, "campaign", **{**plan_of(window), "form": "anquan"})
    desk.registers.file(campaign)
    checklist = desk.checklists.versions.current("anquan")
    visits = [
        visit
        for visit in desk.visits.list(statuses=COUNTED_STATUSES)
        if desk.visits.get(visit.uid).campaign == NAME and visit.lead_id == "DX001"
    ]
    for place, visit in enumerate(visits[:4]):
        desk.visits.correct(visit.uid, reason="补填检查表")
        found = {
            item.number: item.words[(int(item.number) + place) % 7 == 0]
            for item in checklist.items
            if item.is_asked
        }
        desk.checklists.fill(visit.uid, "anquan", found)
        desk.visits.file(visit.uid)
    return campaign


def settle(page: Any) -> None:
    """Let what was written be read again, as it is a moment after the typing."""
    page.refresh()


def test_digits_choose_and_go_on_and_each_answer_is_saved_at_once(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    assert page.table.hasFocus()
    hands.choose("14")
    assert answers(window, uid) == {"q1": "符合", "q2": "不符合"}
    assert page.table.item.number == "3"
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Delete)
    assert answers(window, uid) == {"q1": "符合"}
    assert page.table.item.number == "2"
    settle(page)
    assert page.figures.text().startswith("已填 1/22 项　得分 2/2（100%）")


def test_an_initial_chooses_and_the_same_again_the_next_word_of_that_initial(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.table.go_to_item("q4")
    hands.write("s")
    hands.press(Qt.Key.Key_Up)
    assert answers(window, uid) == {"q4": "是"}
    page.table.go_to_item("q1")
    hands.write("b")
    hands.press(Qt.Key.Key_Up)
    hands.write("b")
    assert answers(window, uid)["q1"] == "不符合"


def test_the_next_open_item_is_found_over_the_end_and_the_last_is_told(
    window: Window, uid: str, hands: Hands
) -> None:
    desk: Any = window.desk
    page = opened(window, uid)
    checklist = desk.checklists.versions.current("shuangjian")
    rest = {i.number: i.words[0] for i in checklist.items if i.is_asked and i.number != "3"}
    desk.checklists.fill(uid, "shuangjian", rest)
    settle(page)
    page.table.go_to_item("q22")
    hands.press(Qt.Key.Key_F8)
    assert page.table.item.number == "3"
    hands.choose("1")
    said: list[str] = []
    window.events.said.connect(said.append)
    hands.press(Qt.Key.Key_F8)
    assert said == ["各项都填了。"]


def test_a_note_is_typed_beside_the_item_saved_and_undone(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.table.go_to_item("q4")
    hands.choose("2")
    hands.press(Qt.Key.Key_Up)
    hands.enter()
    assert hands.place == "备注"
    hands.write("公示栏是空的")
    page.flush()
    assert answers(window, uid) == {"q4": "否", "q4_note": "公示栏是空的"}
    page.undo()
    assert answers(window, uid) == {"q4": "否"}
    page.undo()
    page.redo()
    assert answers(window, uid) == {"q4": "否"}


def test_a_failed_item_becomes_an_issue_once_and_only_when_asked(
    window: Window, uid: str, hands: Hands
) -> None:
    desk: Any = window.desk
    page = opened(window, uid)
    page.table.go_to_item("q4")
    hands.choose("2")
    assert desk.visits.get(uid).issues == ()
    page.table.go_to_item("q4")
    settle(page)
    hands.press(Qt.Key.Key_I, ctrl=True, shift=True)
    (issue,) = desk.visits.get(uid).issues
    assert issue.description.startswith("“每天的作业在校内公示，各科总量看得到”检查结果为“否”。")
    assert (page.panel.issue.text(), page.panel.issue.isEnabled()) == ("已转为问题", False)
    hands.press(Qt.Key.Key_I, ctrl=True, shift=True)
    assert len(desk.visits.get(uid).issues) == 1
    assert "不达标、还没有转过的项" in page.notice.text


def test_figures_are_typed_from_the_table_and_a_wrong_one_is_refused(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid, "gongzi")
    page.table.go_to_item("q2")
    hands.write("9")
    assert hands.place == "数值"
    hands.write("8000.50")
    hands.enter()
    assert answers(window, uid) == {"q2": "98000.5"}
    assert page.table.hasFocus()
    assert page.table.item.key == "q3"
    hands.write("1")
    hands.write("万元")
    hands.enter()
    assert answers(window, uid) == {"q2": "98000.5"}
    assert "“1万元”不是数" in page.notice.text


def test_an_answer_that_the_figures_contradict_is_told_beside_it(window: Window, uid: str) -> None:
    desk: Any = window.desk
    page = opened(window, uid, "gongzi")
    desk.checklists.fill(uid, "gongzi", {"1": 2025, "2": 90000, "3": 95000, "4": "是"})
    settle(page)
    page.table.go_to_item("q4")
    assert page.panel._odd.text() == "▲ 2025 年的数算出来是“否”，这里填的是“是”"


def test_the_record_leads_to_its_checklists_and_back(
    window: Window, uid: str, hands: Hands, pick: Answer
) -> None:
    window.navigator.open(OpenVisit(uid=uid))
    hands.press(Qt.Key.Key_K, ctrl=True)
    page: Any = window.shell.page
    assert page.stack.currentIndex() == 0
    pick("食堂食品安全")
    page.choose.click()
    assert page.table.items.lines
    assert page._title.text() == "食堂食品安全专项检查表"
    pick("双减")
    page.choose.click()
    assert page._title.text() == "双减（校内）专项检查表"
    hands.press(Qt.Key.Key_Escape)
    record: Any = window.shell.page
    hands.wait(lambda: record.sheet.checklists.text() == "检查表（2 张）…")


def test_the_checklist_of_the_campaign_is_offered_first(window: Window, uid: str) -> None:
    desk: Any = window.desk
    campaign = add(window, "campaign", **{**plan_of(window), "form": "校园安全专项检查表"})
    desk.registers.file(campaign)
    desk.visit_edit.set_field(uid, "campaign", NAME)
    window.navigator.open(OpenChecklists(uid=uid))
    page: Any = window.shell.page
    assert page.begin.text() == "填本专项的检查表"
    page.begin.click()
    assert page._title.text() == "校园安全专项检查表"


def test_a_filed_record_shows_its_checklist_and_takes_no_answer(
    window: Window, filed: str, hands: Hands
) -> None:
    desk: Any = window.desk
    desk.visits.correct(filed, reason="补填检查表")
    desk.checklists.fill(filed, "shuangjian", {"1": "符合"})
    assert desk.visits.gaps(filed) == ()
    desk.visits.file(filed)
    window.navigator.open(OpenChecklists(uid=filed))
    page: Any = window.shell.page
    page.table.go_to_item("q2")
    hands.choose("1")
    assert answers(window, filed) == {"q1": "符合"}
    assert page.panel.note.isReadOnly()
    assert not page.remove.isVisible()


def test_a_checklist_is_taken_out_and_comes_back_by_undo(window: Window, uid: str) -> None:
    desk: Any = window.desk
    page = opened(window, uid)
    desk.checklists.fill(uid, "shuangjian", {"1": "符合"})
    settle(page)
    page.remove.click()
    settle(page)
    assert page.stack.currentIndex() == 0
    page.undo()
    assert answers(window, uid) == {"q1": "符合"}


def test_what_is_printed_is_asked_and_shown(window: Window, uid: str, pick: Answer) -> None:
    page = opened(window, uid)
    pick("督导记录")
    page.print.click()
    preview: Any = window.shell.page
    assert preview._wish == ChecklistsPrint(uid=uid, annexed=True)


@pytest.mark.parametrize("scale", [100, 150])
def test_all_that_can_be_done_is_in_sight_at_the_usual_size(
    window: Window, uid: str, qapp: QApplication, scale: int
) -> None:
    dress(qapp, scale=scale)
    window.shell.resize(*SIZE)
    page = opened(window, uid, "youeryuan")
    QApplication.sendPostedEvents()
    for pressed in (page.back, page.choose, page.next_open, page.print):
        right = pressed.mapTo(window.shell, pressed.rect().bottomRight())
        assert window.shell.rect().contains(right)
    head = page.table.horizontalHeader()
    assert head.length() <= page.table.viewport().width() + 2


def test_sixty_items_open_and_answer_without_a_pause(
    window: Window, uid: str, tmp_path: Path
) -> None:
    desk: Any = window.desk
    rows = "".join(
        f"{n},第{n % 6}组,第 {n} 项的检查内容写得长一点看看怎么折行,符合度\n" for n in range(1, 61)
    )
    sheet = tmp_path / "六十项.csv"
    head = "编号,liushi\n版本,1\n名称,六十项检查表\n序号,一级,检查内容,选项\n"
    sheet.write_text(head + rows, encoding="utf-8")
    desk.checklists.versions.publish(sheet)
    page = opened(window, uid, "liushi")
    page.table.go_to_item("q60")
    page.table.choose("符合")
    assert answers(window, uid) == {"q60": "符合"}
    assert len(page.table.items.lines) == 66


def test_a_campaign_shows_its_items_over_schools_and_writes_them_as_a_workbook(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk: Any = window.desk
    campaign = campaign_with_checklists(window)
    window.navigator.open(OpenCampaign(uid=campaign))
    before: Any = window.shell.page
    before.checked.click()
    page: Any = window.shell.page
    table = desk.checklist_tables.asked(campaign)
    assert table.lines
    assert page.head.text().startswith("校园安全专项检查表　版本 2026.1　已填 ")
    shown = [page.items.model().index(row, 3).data() for row in range(len(table.items))]
    assert shown[0] == f"{len(table.items[0].failed)}/{table.items[0].applicable}"
    target = tmp_path / "汇总.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_: target)
    page.excel.click()
    assert target.is_file()
    page.schools.opened.emit(page.schools.model().index(0, 0))
    sheet: Any = window.shell.page
    assert sheet.uid == table.lines[0].found.visit_uid
    assert sheet.table.locked


def test_a_campaign_without_a_checklist_offers_no_table(window: Window) -> None:
    desk: Any = window.desk
    campaign = add(window, "campaign", **plan_of(window))
    desk.registers.file(campaign)
    window.navigator.open(OpenCampaign(uid=campaign))
    page: Any = window.shell.page
    assert not page.checked.isVisible()
