"""双减 in the window: three schools filled by keyboard, counted, and given back in Word."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector_app.papers.reading import read_word
from inspector_app.services import authored_forms
from inspector_app.services.entry_search import EntrySearch
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenCampaign, OpenForms, Place
from tests.gui.conftest import Hands
from tests.made_once import made_once
from tests.province_form import TITLE, correct, summary_book, word_table

CAMPAIGN = "双减专项督导"
RECORD: dict[str, Any] = {
    "date": "2026-11-19", "session": "上午", "type": "专项", "campaign": CAMPAIGN,
    "notice": "已通知", "notice_date": "2026-11-06", "peers": ["督学02", "督学03"],
    "topics": ["T2"], "methods": {"campus_walks": 1}, "narrative": "逐项核对。",
    "advice": "逐项整改。", "feedback_way": ["现场口头"], "merits": ["公示及时。"],
    "next_visit": "2026-12-10",
}  # fmt: skip


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published form of the province, with its Word file in it."""

    def make(folder: Path) -> None:
        word, draft = word_table(folder), folder / "草稿.xlsx"
        authored_forms.export_workbook(str(word), draft)
        correct(draft)
        authored_forms.publish_form(draft, folder / "a.form", word=word)

    return made_once(tmp_path_factory, "shuangjian-form", make) / "a.form"


ANSWERS: tuple[dict[str, str], ...] = (
    {"has": "1", "q1": "1", "q2": "2", "q2_note": "微信群里布置过", "q3": "1", "q4": "9.5",
     "f_text": "班级群里还有家长作业。", "f_who": "教导处", "f_by": "2026-12-10", "f_grave": "1"},
    {"has": "2", "q1": "1", "q2": "1", "q3": "2", "q4": "8"},
    {"has": "2", "q1": "2", "q2": "1", "q3": "1", "q4": "7"},
)  # fmt: skip
_CHOSEN = frozenset({"has", "q1", "q2", "q3", "f_grave"})


@pytest.fixture
def schools(window: Window, package: Path) -> list[str]:
    """The codes of three schools; the form is published and the campaign filed."""
    desk: Any = window.desk
    codes = [row.school.code for row in desk.schools.board()[:3]]
    desk.form_versions.publish(package)
    group = {"head": "督学01", "members": ["督学02", "督学03"], "schools": codes}
    plan = {
        "name": CAMPAIGN, "theme": "双减", "start": "2026-11-10", "end": "2026-11-30",
        "basis": "示教督〔2026〕7号", "target": "中小学", "content": "作业、课后服务。",
        "ways": "听、看、查、谈", "demands": "如实记录。", "notice_on": "2026-11-06", "form": TITLE,
        "groups": [group],
    }  # fmt: skip
    desk.registers.file(desk.register_edit.new_from_json("campaign", plan).uid)
    return codes


def name_at(hands: Hands) -> str:
    """Return the name of the question whose input has the focus, empty for anything else."""
    widget: QWidget | None = hands.at
    while widget is not None:
        name = widget.objectName().partition("#")[0]
        if name in {n for answers in ANSWERS for n in answers}:
            return name
        widget = widget.parentWidget()
    return ""


def fill(hands: Hands, answers: dict[str, str]) -> None:
    """Give the answers by keyboard: Enter goes on, F8 to the next that must be given."""
    left = dict(answers)
    for _ in range(60):
        name = name_at(hands)
        if name in left:
            text = left.pop(name)
            (hands.choose if name in _CHOSEN else hands.write)(text)
            hands.enter()
        elif left:
            hands.press(Qt.Key.Key_F8)
        else:
            return
    pytest.fail(f"not reached by keyboard: {left}, last at {name_at(hands)}")


def filled(window: Window, hands: Hands, school: str, answers: dict[str, str]) -> str:
    """Begin a record, fill the form in by keyboard, file it; return the uid of the record."""
    desk: Any = window.desk
    findings = "f_text" in answers
    begun = {**RECORD, "school": school, "no_issues_found": not findings}
    uid = str(desk.visit_edit.new_from_json(begun).uid)
    desk.forms.begin(uid, "sjjc")
    window.navigator.open(OpenForms(uid=uid))
    page: Any = window.shell.page
    fill(hands, answers)
    page.flush()
    if findings:
        hands.press(Qt.Key.Key_I, ctrl=True, shift=True)
        (issue,) = desk.visits.get(uid).issues
        for field, value in (("category", "T2"), ("requirement", "当周停止。")):
            desk.visit_edit.set_issue(issue.uid, field, value)
        assert issue.description == "班级群里还有家长作业。"
    desk.visits.file(uid)
    return uid


@pytest.fixture
def uids(window: Window, schools: list[str], hands: Hands) -> list[str]:
    """The records of the three schools, filled by keyboard and filed."""
    pairs = zip(schools, ANSWERS, strict=True)
    return [filled(window, hands, code, answers) for code, answers in pairs]


def test_what_is_given_by_keyboard_is_filed_and_comes_back_in_the_word_form(
    window: Window, uids: list[str], hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    found = [desk.visits.get(uid).forms[0].answers for uid in uids]
    assert [each["q4"] for each in found] == ["9.5", "8", "7"]
    assert (found[0]["q2"], found[0]["q2_note"]) == ("否", "微信群里布置过")
    window.navigator.open(OpenForms(uid=uids[0]))
    monkeypatch.setattr(ask, "pick", lambda *_: 2)
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "回.docx")
    hands.press(Qt.Key.Key_P, ctrl=True)
    table = read_word((tmp_path / "回.docx").read_bytes(), name="回").tables[0]
    assert [row[3].text for row in table.rows[2:4]] == ["☑是 □否", "□是 ☑否"]
    page: Any = window.shell.page
    assert "没有地方填的：\n· 有没有发现问题（有）" in page.notice.text
    for place, name in ((3, "一份.xlsx"), (4, "一份.xml")):
        monkeypatch.setattr(ask, "pick", lambda *_, place=place: place)
        monkeypatch.setattr(ask, "save_file", lambda *_, name=name: tmp_path / name)
        hands.press(Qt.Key.Key_P, ctrl=True)
        assert (tmp_path / name).stat().st_size


@pytest.fixture
def answers(window: Window, uids: list[str]) -> Any:
    """The page of what the forms of the campaign come to, opened from the campaign."""
    desk: Any = window.desk
    (line,) = desk.registers.list(EntrySearch(kind="campaign"))
    window.navigator.open(OpenCampaign(uid=line.entry.uid))
    campaign: Any = window.shell.page
    assert not campaign.filled.isHidden()
    campaign.filled.click()
    return window.shell.page


def test_the_answers_of_a_campaign_are_counted_with_the_records_behind_each_number(
    window: Window, answers: Any, uids: list[str], hands: Hands, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert answers.head.text() == f"{TITLE}　专项“{CAMPAIGN}”　已定稿的记录　3 份"
    rows = [(r.label, r.word, r.number, r.share) for r in answers.lines.model().rows]
    assert rows[0] == ("1 每天的作业在校内公示", "是", "2", "66.7%")
    assert ("4 作业批改及时", "均值", "8.17", "") in rows
    answers.lines.opened.emit(answers.lines.model().index(1, 0))
    assert [each.visit_uid for each in answers.behind.model().rows] == [uids[2]]
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "回答.xlsx")
    hands.press(Qt.Key.Key_S, ctrl=True)
    assert load_workbook(tmp_path / "回答.xlsx").sheetnames[0] == "回答"
    hands.press(Qt.Key.Key_P, ctrl=True)
    assert type(window.shell.page).__name__ == "PreviewPage"
    answers.behind.opened.emit(answers.behind.model().index(0, 0))
    assert window.shell.page.uid == uids[2]


def test_the_summary_table_is_told_before_it_is_filled(
    window: Window, answers: Any, schools: list[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk: Any = window.desk
    names = [desk.schools.get(code).name for code in schools]
    table = summary_book(tmp_path, names)
    asked: list[str] = []
    monkeypatch.setattr(ask, "open_file", lambda *_: table)
    monkeypatch.setattr(ask, "confirm", lambda *words, **_: asked.append(words[2]) or True)
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "填好.xlsx")
    answers.fill.click()
    assert "一行一所学校，一列一项；填 12 格" in asked[0]
    filled_book = load_workbook(tmp_path / "填好.xlsx")["各校"]
    assert [cell.value for cell in filled_book[4]][1:] == [names[0], "是", "否", "好", 9.5]
    assert "已存为" in answers.notice.text


def test_the_month_shows_what_forms_are_counted_for_and_the_records_behind(
    window: Window, uids: list[str], hands: Hands
) -> None:
    window.navigator.open(GoTo(place=Place.MONTH))
    page: Any = window.shell.page
    assert not page.form_button.isHidden()
    hands.press(Qt.Key.Key_M, ctrl=True)
    assert page.table.isHidden()
    rows = page.figures.model().rows
    mean = next(at for at, row in enumerate(rows) if row.number == "8.17（满分 10）")
    page.figures.opened.emit(page.figures.model().index(mean, 0))
    assert {line.visit_uid for line in page.behind.rows} == set(uids)
    page.show_group(1)
    assert page.figures.isHidden()
    assert not page.table.isHidden()


def test_questions_that_stand_in_no_group_come_where_the_form_has_them(
    window: Window, schools: list[str], hands: Hands
) -> None:
    desk: Any = window.desk
    uid = str(desk.visit_edit.new(school_code=schools[0]).uid)
    desk.forms.begin(uid, "sjjc")
    window.navigator.open(OpenForms(uid=uid))
    assert name_at(hands) == "q1"
    for _ in range(10):
        hands.press(Qt.Key.Key_F8)
        if name_at(hands) == "has":
            break
    assert name_at(hands) == "has"
    hands.choose("1")
    hands.enter()
    assert name_at(hands) != "has"
