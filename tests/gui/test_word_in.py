"""A Word file in the window: what it says is shown, then a draft is made of it."""

from pathlib import Path
from typing import Any

import docx
import pytest

from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenImport
from inspector_app.ui.pages.visit.page import VisitPage
from inspector_app.ui.word_in import read_word

pytestmark = pytest.mark.gui


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    word = docx.Document()
    for line in ("督导日期：2026年11月19日", "督导过程", "到校巡视。", "一、气象", "晴。"):
        word.add_paragraph(line)
    path = tmp_path / "札记.docx"
    word.save(str(path))
    return path


def test_what_a_file_says_is_shown_and_becomes_a_draft(
    window: Window, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def pick(_parent: Any, _title: str, text: str, answers: tuple[str, ...]) -> int:
        asked.append((text, answers))
        return 0

    monkeypatch.setattr("inspector_app.ui.dialogs.ask.pick", pick)
    monkeypatch.setattr("inspector_app.ui.dialogs.ask.open_file", lambda *_a: notes)
    window.navigator.open(OpenImport())
    page: Any = window.shell.page
    page.word.click()
    ((text, answers),) = asked
    assert "督导过程（纪实）：到校巡视。" in text
    assert "一、气象：晴。" in text
    assert answers == ("新建草稿",)
    shown: Any = window.shell.page
    assert isinstance(shown, VisitPage)
    desk: Any = window.desk
    assert desk.visits.get(shown.uid).narrative == "到校巡视。"
    assert "晴。" in desk.notes.of_visit(shown.uid)[0].text


def test_given_up_it_leaves_no_draft(
    window: Window, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    before = len(desk.visits.list())
    monkeypatch.setattr("inspector_app.ui.dialogs.ask.pick", lambda *_a: None)
    window.navigator.open(OpenImport())
    page: Any = window.shell.page
    read_word(page, desk, notes)
    assert len(desk.visits.list()) == before


def test_the_form_of_another_school_is_refused_on_the_page_and_leaves_its_draft(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    chosen, other = desk.schools.all()[:2]
    made = desk.visit_edit.new(school_code=chosen.code)
    word = docx.Document()
    number = desk.visits.get(made.uid).number
    for line in (f"记录编号：{number}", f"学校标识码：{other.code}", "督导过程", "别校的事。"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "别校.docx"))
    asked: list[str] = []

    def pick(_parent: Any, _title: str, text: str, _answers: tuple[str, ...]) -> int:
        asked.append(text)
        return 0

    monkeypatch.setattr("inspector_app.ui.dialogs.ask.pick", pick)
    window.navigator.open(OpenImport())
    page: Any = window.shell.page
    read_word(page, desk, tmp_path / "别校.docx")
    assert f"被督导学校（园）：{other.name}" in asked[0]
    assert f"草稿 {number} 选的是{chosen.name}，没有读入任何内容" in page.notice.text
    assert desk.visits.get(made.uid).narrative == ""
