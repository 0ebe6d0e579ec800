"""做表单 in the window: a clerk writes, sees, mends, tries, publishes, and fills it in a record."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import (
    GoTo,
    OpenFormBench,
    OpenForms,
    OpenPublishedForms,
    Place,
)
from inspector_app.ui.theme import dress
from tests.form_sheets import AT, Sheets, row, whole
from tests.gui.conftest import SIZE, Hands, let_go
from tests.small_xlsx import write_xlsx
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

Change = Callable[[Sheets], None]


def asis(_: Sheets) -> None:
    """Change nothing."""


def mistake(sheets: Sheets) -> None:
    sheets["题目"][4][AT["显示条件"]] = "${食糖} = '有'"


def version(text: str, change: Change = asis) -> Change:
    def both(sheets: Sheets) -> None:
        sheets["设置"][1][2] = text
        change(sheets)

    return both


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Save the workbook as a spreadsheet program does: another file in its place."""

    def write(change: Change = asis) -> Path:
        sheets = whole()
        change(sheets)
        fresh = write_xlsx(tmp_path / "~tmp.xlsx", sheets)
        return fresh.replace(tmp_path / "作业.xlsx")

    return write


@pytest.fixture
def bench(window: Window) -> Any:
    """The bench, opened from 更多 › 表单."""
    window.navigator.open(GoTo(place=Place.MORE))
    more: Any = window.shell.page
    more.forms.click()
    published: Any = window.shell.page
    published.bench.click()
    return window.shell.page


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Answer what is asked: which file, where to save, which of several."""

    def give(**answers: Any) -> None:
        for name, value in answers.items():
            monkeypatch.setattr(ask, name, lambda *_, value=value, **__: value)

    return give


def notice_a_save(page: Any) -> None:
    """Look twice, as happens within two seconds."""
    page.watch.look()
    page.watch.look()


def said(page: Any) -> list[tuple[str, str]]:
    return [(line.kind.value, line.where) for line in page.lines.lines]


def named(page: Any, name: str) -> QWidget:
    found = page.trial.book.stack.currentWidget().findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def tried(page: Any) -> dict[str, Any]:
    return dict(page.trial.answers())


def try_the_condition(page: Any, hands: Hands) -> None:
    page.trial.book.go_to("/data/base/食堂")
    hands.choose("1")
    hands.enter()
    assert named(page, "eaters").hasFocus()
    hands.write("90")
    hands.enter()
    assert (tried(page)["食堂"], tried(page)["eaters"]) == ("有", "90")


def fill_in_a_record(window: Window, hands: Hands) -> None:
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid
    desk.forms.begin(uid, "zuoye")
    window.navigator.open(OpenForms(uid=uid))
    form: Any = window.shell.page
    form.book.go_to("/data/base/食堂")
    hands.choose("1")
    assert desk.forms.of_record(uid).records[0].answers["食堂"] == "有"


def test_a_mistake_is_seen_mended_tried_published_and_filled_in_by_keyboard(
    window: Window, bench: Any, save: Callable[..., Path], answer: Callable[..., None],
    hands: Hands, tmp_path: Path,
) -> None:  # fmt: skip
    answer(open_file=save(mistake), save_file=tmp_path / "作业.form")
    hands.press(Qt.Key.Key_O, ctrl=True)
    assert said(bench) == [("wrong", "题目!F5")]
    assert bench.figures.text() == "1 处不对"
    assert not bench.publish.isEnabled()
    # The cell is where the keyboard goes from here.
    hands.walk_to("要看的地方")
    hands.enter()
    assert QGuiApplication.clipboard().text() == "题目!F5"
    assert "名称框里粘贴" in bench.notice.text
    # The clerk mends it in the spreadsheet program and saves.
    save()
    notice_a_save(bench)
    assert said(bench) == []
    assert bench.figures.text() == "可以发布"
    try_the_condition(bench, hands)
    # Saved once more with a question more: what was tried is still there.
    save(lambda s: s["题目"].insert(5, row(类型="文本", 名称="来源", 题目="食材来源")))
    notice_a_save(bench)
    assert tried(bench)["eaters"] == "90"
    assert named(bench, "来源") is not None
    hands.press(Qt.Key.Key_Return, ctrl=True, shift=True)
    assert "“作业检查”版本 2026.1 已发布" in bench.notice.text
    assert (tmp_path / "作业.form").is_file()
    assert said(bench) == [("note", "设置!C2")]
    fill_in_a_record(window, hands)


def test_nothing_that_is_tried_is_kept_and_the_trial_can_be_taken_back_and_begun_anew(
    window: Window, bench: Any, save: Callable[..., Path], hands: Hands
) -> None:
    bench.open_path(save())
    desk: Any = window.desk
    before = desk.context.database.rows("SELECT count(*) FROM journal")
    bench.trial.book.go_to("/data/base/食堂")
    hands.choose("1")
    assert tried(bench)["食堂"] == "有"
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert "食堂" not in tried(bench)
    bench.trial.book.go_to("/data/base/食堂")
    hands.choose("2")
    bench.again.click()
    assert "食堂" not in tried(bench)
    assert desk.context.database.rows("SELECT count(*) FROM journal") == before


def test_what_is_typed_in_the_trial_while_the_workbook_is_read_again_is_kept(
    window: Window, bench: Any, save: Callable[..., Path], hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bench.open_path(save())
    try_the_condition(bench, hands)
    service: Any = window.desk.form_bench
    looks: list[dict[str, Any]] = []
    look = service.look

    def slow(source: Any, answers: dict[str, Any]) -> Any:
        found = look(source, answers)
        if not looks:
            bench.trial.book.go_to("/data/base/eaters")
            hands.write("5")
        looks.append(dict(answers))
        return found

    monkeypatch.setattr(service, "look", slow)
    save(lambda s: s["题目"].insert(5, row(类型="文本", 名称="来源", 题目="食材来源")))
    notice_a_save(bench)
    assert [each["eaters"] for each in looks] == ["90", "905"]
    assert (tried(bench)["eaters"], named(bench, "eaters").property("text")) == ("905", "905")
    assert bench.figures.text() == "可以发布"


def test_while_a_saved_file_is_wrong_the_last_whole_form_stays_in_sight(
    bench: Any, save: Callable[..., Path]
) -> None:
    bench.open_path(save())
    save(mistake)
    notice_a_save(bench)
    assert bench.trial.currentIndex() == 1
    assert "右边还是上一次没有错时的样子" in bench.where.text()
    assert not bench.publish.isEnabled()


def test_a_file_that_is_being_written_or_is_away_for_a_moment_is_waited_for(
    bench: Any, save: Callable[..., Path]
) -> None:
    path = save(mistake)
    bench.open_path(path)
    away = path.rename(path.with_name("~先放这里.xlsx"))
    notice_a_save(bench)
    assert said(bench) == [("wrong", "题目!F5")]
    away.rename(path)
    save()
    bench.watch.look()
    assert said(bench) == [("wrong", "题目!F5")]
    bench.watch.look()
    assert said(bench) == []


def test_a_file_that_cannot_be_read_says_so_and_is_read_when_it_was_saved_anew(
    bench: Any, save: Callable[..., Path]
) -> None:
    path = save()
    path.write_bytes(b"PK broken")
    bench.open_path(path)
    assert "已经损坏" in bench.notice.text
    assert bench.figures.text() == "读不出"
    save()
    notice_a_save(bench)
    assert bench.figures.text() == "可以发布"
    assert bench.notice.text == ""


def test_a_file_that_a_program_holds_while_it_saves_is_tried_again_and_nothing_is_lost(
    bench: Any, save: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save()
    bench.open_path(path)
    save(mistake)
    opened = os.open

    def held(file: Any, *args: Any, **more: Any) -> Any:
        if file == path:
            raise PermissionError(13, "in use")
        return opened(file, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", held)
        notice_a_save(bench)
        assert bench.figures.text() == "可以发布"
        assert bench.notice.text == ""
    notice_a_save(bench)
    assert said(bench) == [("wrong", "题目!F5")]


def test_the_first_form_begins_from_the_template_or_from_one_that_ships(
    bench: Any, answer: Callable[..., None], tmp_path: Path
) -> None:
    answer(save_file=tmp_path / "我的.xlsx", pick=0)
    bench.new.click()
    assert (tmp_path / "我的.xlsx").is_file()
    assert said(bench) == [("wrong", "设置!A2"), ("wrong", "题目!A2")]
    assert "已存为" in bench.notice.text
    answer(save_file=tmp_path / "从自带的.xlsx")
    bench.shipped.click()
    assert bench.figures.text() == "可以发布"
    assert (tmp_path / "从自带的.xlsx").is_file()


def test_what_a_new_version_changes_is_told_and_asked_about_before_it_is_published(
    window: Window, bench: Any, save: Callable[..., Path], answer: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    answer(save_file=tmp_path / "1.form")
    bench.open_path(save())
    bench.choose_place()
    save(lambda s: s["选项"].pop(3))
    notice_a_save(bench)
    assert said(bench) == [("wrong", "设置!C2")]
    save(version("2026.2", lambda s: s["选项"].pop(3)))
    notice_a_save(bench)
    assert said(bench) == [("look", "选项")]
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _p, _t, text, **_: bool(asked.append(text)))
    bench.choose_place()
    assert "删去了选项“看”（look）" in asked[0]
    desk: Any = window.desk
    assert [v.version for v in desk.form_versions.versions("zuoye")] == ["2026.1"]
    answer(confirm=True, save_file=tmp_path / "2")
    bench.choose_place()
    assert (tmp_path / "2.form").is_file()
    assert [v.version for v in desk.form_versions.versions("zuoye")] == ["2026.2", "2026.1"]


def test_the_columns_of_a_word_table_are_corrected_beside_the_draft_that_follows(
    bench: Any, answer: Callable[..., None], hands: Hands, tmp_path: Path
) -> None:
    def line(*cells: str) -> str:
        return tr(*(tc(p(text)) for text in cells))

    path = tmp_path / "省里的表.docx"
    path.write_bytes(
        word_file(tbl(line("检查内容", "牵头单位", "掌握"), line("备课", "教研室", "")))
    )
    bench.open_path(path)
    assert bench.figures.text() == "草稿"
    assert bench.publish.isHidden()
    (unknown,) = [at for at, (_, where) in enumerate(said(bench)) if where.endswith("第 2 列")]
    bench.lines.table.setCurrentIndex(bench.lines.table.model().index(unknown, 0))
    bench.lines.table.setFocus()
    hands.enter()
    assert hands.place == "Word 表格 1 第 2 列“牵头单位”是什么"
    hands.at.setCurrentText("方式")  # type: ignore[attr-defined]
    assert bench.trial.filling.session.hint("/data/q1") == "方式：教研室"
    role, options = bench.columns.rows[1, 3]
    role.setCurrentText("结果")
    options.setText("好/差")
    options.flush()
    choices = bench.trial.filling.session.choices("/data/q1")
    assert [choice.label for choice in choices] == ["好", "差"]
    # Saved again in Word with a line more: what was said of the columns still counts.
    more = (line("检查内容", "牵头单位", "掌握"), line("备课", "教研室", ""), line("上课", "", ""))
    path.write_bytes(word_file(tbl(*more)))
    notice_a_save(bench)
    choices = bench.trial.filling.session.choices("/data/q2")
    assert [choice.label for choice in choices] == ["好", "差"]
    answer(save_file=tmp_path / "草稿.xlsx")
    bench.draft.click()
    assert bench.where.text().startswith("草稿.xlsx")
    assert bench.figures.text() == "可以发布"


def test_a_form_is_withdrawn_offered_again_looked_back_at_and_its_workbook_taken_back(
    window: Window, bench: Any, save: Callable[..., Path], answer: Callable[..., None],
    tmp_path: Path,
) -> None:  # fmt: skip
    desk: Any = window.desk
    for number, change in ((1, asis), (2, lambda s: s["题目"].pop(17))):
        source = desk.form_bench.read(save(version(f"2026.{number}", change)))
        desk.form_bench.publish(source, tmp_path / f"{number}.form")
    window.navigator.open(OpenPublishedForms())
    page: Any = window.shell.page
    page.refresh()
    page.withdraw.click()
    assert "“作业检查”已停用，新的记录不再有它；草稿 0 份、定稿的 0 份照旧。" in page.notice.text
    assert page.withdraw.text() == "恢复"
    assert source.known.form not in {each.form for each in desk.form_versions.offered()}
    page.withdraw.click()
    assert page.withdraw.text() == "停用"
    answer(pick=1, save_file=tmp_path / "回来.xlsx")
    page.versions.click()
    assert window.shell.page is bench
    assert bench.figures.text() == "发布过的版本"
    assert bench.trial.filling.known.version == "2026.1"
    assert bench.publish.isHidden()
    window.navigator.open(OpenPublishedForms())
    page.workbook.click()
    assert window.shell.page is bench
    assert said(bench) == [("note", "设置!C2")]
    assert bench.where.text().startswith("回来.xlsx")


def test_the_bench_looks_at_no_file_while_another_page_is_shown(
    window: Window, bench: Any, save: Callable[..., Path]
) -> None:
    bench.open_path(save())
    assert bench.watch.is_looking
    window.navigator.open(GoTo(place=Place.TODAY))
    assert not bench.watch.is_looking
    window.navigator.open(OpenFormBench())
    assert bench.watch.is_looking


def test_a_workbook_that_is_dropped_comes_to_the_bench(
    bench: Any, save: Callable[..., Path]
) -> None:
    path = save(mistake)
    assert bench.fitting([path.with_name("照片.jpg"), path]) == path
    bench.take_file(path)
    assert said(bench) == [("wrong", "题目!F5")]
    assert bench.acceptDrops()


def test_f8_walks_to_what_would_keep_a_record_from_being_filed(
    bench: Any, save: Callable[..., Path], hands: Hands
) -> None:
    bench.open_path(save())
    hands.press(Qt.Key.Key_F8)
    assert bench.trial.book.focus_path == "/data/base/day"
    hands.press(Qt.Key.Key_F8)
    assert bench.trial.book.focus_path == "/data/base/食堂"
    hands.press(Qt.Key.Key_F8, shift=True)
    assert bench.trial.book.focus_path == "/data/base/day"


def test_with_real_threads_a_saved_file_comes_to_the_bench_by_itself(
    qtbot: QtBot, dressed: QApplication, filled: Path, clock: FixedClock,
    save: Callable[..., Path],
) -> None:  # fmt: skip
    window = Window(lambda path: bootstrap.open_workbench(path, clock=clock), filled)
    try:
        with qtbot.waitActive(window.shell):
            window.shell.show()
        window.open_data()
        qtbot.waitUntil(lambda: window.shell.page is not None, timeout=20_000)
        window.navigator.open(OpenFormBench(path=save(mistake)))
        page: Any = window.shell.page
        qtbot.waitUntil(lambda: said(page) == [("wrong", "题目!F5")], timeout=20_000)
        save()
        qtbot.waitUntil(lambda: page.figures.text() == "可以发布", timeout=20_000)
        assert page.trial.filling is not None
    finally:
        window.shell.close()
        window.close()
        let_go(window)


def test_the_bench_has_room_in_the_largest_text(
    window: Window, bench: Any, save: Callable[..., Path], dressed: QApplication
) -> None:
    bench.open_path(save())
    dress(dressed, scale=200)
    try:
        window.shell.resize(*SIZE)
        QApplication.processEvents()
        assert window.shell.width() <= SIZE[0]
    finally:
        dress(dressed)
