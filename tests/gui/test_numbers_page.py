"""发文字号登记 in the window: reserved at the office, proposed where a letter is printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from inspector_app.domain.letter_kind import LetterKind
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, letter, numbers
from inspector_app.ui.navigator import GoTo, OpenNumbers, OpenVisit, Place
from tests.district.office.district import District, written
from tests.gui.answers import Answer, answering
from tests.gui.on_screen import shown

CTRL = Qt.KeyboardModifier.ControlModifier
NOTICE = LetterKind.RECTIFICATION_NOTICE


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    return answering(monkeypatch, numbers, letter, ask)


def opened(open_window: Callable[[Path], Window], bench: Any) -> Window:
    bench.close()
    return open_window(bench.context.folder.root)


def keep(dialog: Any) -> None:
    assert not dialog.yes.isEnabled()
    dialog.code.setText("示教督2")
    assert "不带数字" in dialog.hint.text()
    dialog.code.setText("示教督")
    dialog.first.setValue(21)
    dialog.yes.click()


def reserve(dialog: Any) -> None:
    dialog.laptop.setCurrentIndex(1)
    dialog.many.setValue(3)
    dialog.yes.click()


def use(dialog: Any) -> None:
    assert dialog.number.text() == "示教督〔2026〕24号"
    dialog.title.setText("关于专项督导的通知")
    dialog.yes.click()


def test_an_office_keeps_a_series_and_reserves_numbers_by_the_keyboard(
    open_window: Callable[[Path], Window], sharing: District, answer: Answer
) -> None:
    window = opened(open_window, sharing.office)
    window.navigator.open(GoTo(place=Place.MORE))
    (line,) = [b for b in shown(window).findChildren(QPushButton) if b.text() == "发文字号登记"]
    line.click()
    page = shown(window)
    assert page.findings.text().startswith("还没有机关代字")
    assert not page.reserve.isEnabled()
    answer(keep, reserve, use)
    page.keep.click()
    assert "下一个号 示教督〔2026〕21号" in page.told.text()
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert "已给督学02的“DX002”预留 21–23号。已放进共享文件夹" in page.notice.text
    assert [row.state for row in page.model.rows] == ["已预留"] * 3
    assert len(list((sharing.share / "packs").iterdir())) == 1
    page.use.click()
    assert page.model.rows[-1].title == "关于专项督导的通知"
    assert "督学02（DX002）还有 3 个：21–23号" in page.findings.text()


def test_a_number_is_made_void_with_its_reason_and_not_twice(
    open_window: Callable[[Path], Window], sharing: District, answer: Answer
) -> None:
    bench = sharing.laptops["DX001"]
    bench.numbers.keep_series("示教督", {NOTICE})
    bench.numbers.use("示教督〔2026〕1号", title="通报")
    bench.numbers.use("示教督〔2026〕4号", title="函")
    window = opened(open_window, bench)
    window.navigator.open(OpenNumbers())
    page = shown(window)
    assert page.reserve.isHidden()
    assert page.findings.text() == "空号 2 个：2–3号。"

    def say_why(dialog: Any) -> None:
        dialog.reason.setPlainText("印错")
        dialog.yes.click()

    answer(say_why)
    page.table.setCurrentIndex(page.model.index(1, 0))
    QTest.keyClick(page, Qt.Key.Key_Delete)
    assert (page.model.rows[1].state, page.model.rows[1].remark) == ("作废", "督学01作废：印错")
    assert page.findings.text() == "空号 1 个：3号。"
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert not page.void.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_P, CTRL)
    assert type(shown(window)).__name__ == "PreviewPage"


def test_the_next_number_is_proposed_where_a_letter_is_printed_and_used_when_it_goes_out(
    open_window: Callable[[Path], Window], sharing: District, answer: Answer, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bench = sharing.laptops["DX001"]
    uid = written(bench)
    bench.numbers.keep_series("示教督", {NOTICE}, first=7)
    window = opened(open_window, bench)
    window.navigator.open(OpenVisit(uid=uid))

    def look(dialog: Any) -> None:
        assert dialog.reference.text() == "示教督〔2026〕7号"
        assert "下一个号，印出时登记为已用" in dialog.said.text()
        dialog.reference.setText("示教督[2026]7号")
        assert "应写成 示教督〔2026〕7号" in dialog.said.text()
        dialog.reference.setText("示教督〔2026〕7号")
        dialog.kind.show_value(LetterKind.FEEDBACK_LETTER)
        dialog.kind.chosen.emit(LetterKind.FEEDBACK_LETTER)
        assert dialog.reference.text() == ""
        dialog.kind.show_value(NOTICE)
        dialog.kind.chosen.emit(NOTICE)
        assert dialog.reference.text() == "示教督〔2026〕7号"
        dialog.yes.click()

    answer(look)
    shown(window).head.letters.click()
    preview = shown(window)
    desk: Any = window.desk
    assert desk.numbers.year("示教督").lines == ()
    monkeypatch.setattr(ask, "save_file", lambda *_words: tmp_path / "通知书.pdf")
    preview.save.click()
    (line,) = desk.numbers.year("示教督").lines
    assert (line.state.value, line.uses[0].addressee) == ("used", "示范区第3小学")


@pytest.mark.parametrize(("place", "number"), [(0, "示教督〔2026〕1号"), (1, "示教督〔2026〕2号")])
def test_a_letter_that_went_out_is_printed_again_under_its_number_or_anew(
    open_window: Callable[[Path], Window], sharing: District, answer: Answer, place: int,
    number: str,
) -> None:  # fmt: skip
    bench = sharing.laptops["DX001"]
    uid = written(bench)
    bench.numbers.keep_series("示教督", {NOTICE})
    wish = bench.letters.wish(
        NOTICE, [bench.visits.get(uid).number], reference=bench.numbers.next_for(NOTICE)
    )
    bench.documents.letter_pdf(wish)
    window = opened(open_window, bench)
    window.navigator.open(OpenVisit(uid=uid))

    def order(dialog: Any) -> None:
        assert dialog.reference.text() == "示教督〔2026〕2号"
        dialog.yes.click()

    def choose(dialog: Any) -> None:
        (*_, first, second) = [b for b in dialog.findChildren(QPushButton) if "号" in b.text()]
        (first, second)[place].click()

    answer(order, choose)
    shown(window).head.letters.click()
    (piece,) = shown(window).sheaf.pieces
    assert piece.wish.reference == number


def test_what_a_stopped_laptop_had_left_is_named_and_made_void_with_one_button(
    open_window: Callable[[Path], Window], sharing: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sharing.office
    office.numbers.keep_series("示教督", {NOTICE})
    office.number_reserving.reserve("示教督", 3, to="DX001")
    chain = office.number_reserving.laptop("DX001").chain
    office.trust_laptops.revoke(chain, reason="丢失")
    window = opened(open_window, office)
    window.navigator.open(OpenNumbers())
    page = shown(window)
    assert page.lost.isVisible()
    assert "还有 3 个预留的文号没有用：示教督〔2026〕1–3号" in page.findings.text()
    begun: list[str] = []

    def reason(*_: Any, **given: Any) -> str:
        begun.append(given["begun"])
        return str(given["begun"])

    monkeypatch.setattr(ask, "reason", reason)
    page.lost.click()
    page = shown(window)
    assert begun == ["电脑停用：丢失"]
    assert not page.lost.isVisible()
    assert {row.line.void.reason for row in page.model.rows} == {"电脑停用：丢失"}
