"""The pages of forms and checklists have pictures in the handbook, taken here."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from inspector_app.base.clock import FixedClock
from inspector_app.services.authored_forms import export_workbook
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    OpenChecklists,
    OpenChecklistTable,
    OpenFormBench,
    OpenForms,
    OpenPublishedForms,
)
from tests.form_packages import package, xform
from tests.gui.handbook_pictures import SIZE, compare, record_to_show
from tests.gui.test_checklists import campaign_with_checklists
from tests.gui.test_form_kinds import xml as every_kind
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

pytestmark = pytest.mark.screenshot


@pytest.fixture
def uid(filled: Path, clock: FixedClock) -> str:
    """Fill the folder of the pictures; return the record that they show."""
    return record_to_show(filled, clock)


def test_a_checklist_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    desk.checklists.fill(
        uid, "shuangjian",
        {"1": "符合", "2": "基本符合", "3": "部分符合", "4": "否", "5": "基本符合", "6": "符合",
         "4备注": "二楼公示栏是空的，上周起没有更新。", "7": "是", "8": "是", "9": "不适用"},
    )  # fmt: skip
    window.navigator.open(OpenChecklists(uid=uid))
    page: Any = window.shell.page
    page.table.go_to_item("q4")
    assert compare(window, "checklist") == ""


def test_each_kind_of_section_of_a_form_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    desk.form_versions.publish(package(tmp_path, xform()))
    row = desk.forms.begin(uid, "demo").uid
    desk.forms.add(row, "/data/finding")
    for path, text in (
        ("base/stage", "p"), ("base/ways", "meals"), ("base/pupils", "412"), ("base/classes", "9"),
        ("rates/m/r1", "1"), ("rates/m/r2", "4"), ("finding[1]/f_text", "二楼应急灯不亮"),
        ("finding[1]/f_grave", "serious"),
    ):  # fmt: skip
        desk.forms.set(row, f"/data/{path}", text)
    window.navigator.open(OpenForms(uid=uid))
    page: Any = window.shell.page
    wrong = [compare(window, "form")]
    page.book.turn(1)
    wrong.append(compare(window, "form-rating"))
    page.book.turn(2)
    wrong.append(compare(window, "form-rows"))
    assert [each for each in wrong if each] == []


def test_the_bench_of_a_form_looks_as_its_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    path = export_workbook("anquan", tmp_path / "安全检查.xlsx").path
    desk.form_bench.publish(desk.form_bench.read(path), tmp_path / "安全检查.form")
    window.navigator.open(OpenPublishedForms())
    wrong = [compare(window, "forms")]
    window.navigator.open(OpenFormBench(path=path))
    page: Any = window.shell.page
    spoil(path)
    page.reread()
    wrong.append(compare(window, "form-bench"))
    page.open_path(province_table(tmp_path))
    page.tabs.setCurrentIndex(1)
    wrong.append(compare(window, "form-bench-word"))
    assert [each for each in wrong if each] == []


def spoil(path: Path) -> None:
    """Save the next version of a form with a question more, other words and two mistakes."""
    book = load_workbook(path)
    sheet = book["题目"]
    head = {cell.value: cell.column for cell in sheet[1]}
    texts = [n for n in range(2, sheet.max_row) if sheet.cell(n, head["类型"]).value == "文本"]
    sheet.cell(texts[0], head["显示条件"]).value = "${没有的题} = '有'"
    sheet.cell(texts[0], head["题目"]).value = "检查情况（写清楚时间、地点）"
    sheet.cell(texts[1], head["类型"]).value = "文字块"
    book["设置"].cell(2, 3).value = "2027.1"
    book.save(path)


def province_table(folder: Path) -> Path:
    """Write a Word file with the table of a province."""

    def row(*cells: str) -> str:
        return tr(*(tc(p(text)) for text in cells))

    table = tbl(
        row("序号", "检查内容", "检查方式", "检查结果", "牵头单位", "备注"),
        tr(tc(p("一、校园安全"), span=6)),
        row("1", "门卫值守规范，外来人员登记", "实地看", "□是 □否", "安保科", ""),
        row("2", "消防通道畅通", "实地看", "□是 □否", "安保科", ""),
        tr(tc(p("二、食堂管理"), span=6)),
        row("3", "食品留样齐全", "查记录", "好/中/差", "体卫科", ""),
    )
    path = folder / "省里的检查表.docx"
    path.write_bytes(word_file(p("中小学校园安全和食堂检查表") + table))
    return path


def test_every_kind_of_question_of_a_form_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, uid: str, tmp_path: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    desk.form_versions.publish(package(tmp_path, every_kind(), form="kinds"))
    row = desk.forms.begin(uid, "kinds").uid
    for path, text in (
        ("c/meals", "rice fish"), ("c/grade", "3"), ("c/topics", "t1 t12"),
        ("c/order", "fish rice soup fruit"), ("c/score", "7"), ("c/temperature", "68.5"),
    ):  # fmt: skip
        desk.forms.set(row, f"/data/{path}", text)
    files = [IncomingPhoto(name=f"IMG_{n}.jpg", data=coloured(n)) for n in (1, 2)]
    desk.form_photos.add(row, "/data/p/views", files)
    window.navigator.open(OpenForms(uid=uid))
    page: Any = window.shell.page
    wrong = [compare(window, "form-kinds")]
    page.book.turn(2)
    wrong.append(compare(window, "form-photos"))
    assert [each for each in wrong if each] == []


def coloured(number: int) -> bytes:
    """Return a picture."""
    stream = BytesIO()
    Image.new("RGB", (320, 240), (90, 60 * number, 160)).save(stream, "JPEG")
    return stream.getvalue()


def test_the_checklists_of_a_campaign_look_as_their_picture_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path
) -> None:
    window = open_window(filled)
    window.shell.resize(*SIZE)
    desk: Any = window.desk
    campaign = campaign_with_checklists(window)
    assert desk.campaigns.view(campaign).findings.failures
    window.navigator.open(OpenChecklistTable(uid=campaign))
    assert compare(window, "checklist-table") == ""
