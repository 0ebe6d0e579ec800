"""What stands with the questions of a form: guidance, hints of a table's rows, pictures, 其他."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenForms
from tests.form_sheets import SURVEY_HEAD, row
from tests.gui.conftest import SIZE, Hands
from tests.small_xlsx import write_xlsx

HEAD = (*SURVEY_HEAD, "填表说明", "图片")
GUIDE = "到后厨看一遍，再看当天的台账。"
RED, GREEN = (200, 30, 30), (30, 160, 30)


def line(*, guide: str = "", picture: str = "", **cells: Any) -> list[Any]:
    return [*row(**cells), guide, picture]


def workbook(folder: Path) -> Path:
    """Write a form and the pictures that it brings along."""
    (folder / "media").mkdir()
    for name, colour in (("满.png", RED), ("空.png", GREEN)):
        Image.new("RGB", (200, 120), colour).save(folder / "media" / name)
    return write_xlsx(
        folder / "图说.xlsx",
        {
            "题目": [
                list(HEAD),
                line(类型="分组开始", 名称="g", 题目="一、看"),
                line(类型="单选 桶", 名称="bin", 题目="垃圾桶", 提示="看后门", guide=GUIDE,
                     picture="满.png"),
                line(类型="单选 餐 或其他", 名称="meal", 题目="供餐方式"),
                line(类型="分组结束"),
                line(类型="评分表开始 评分", 名称="m", 题目="作业管理"),
                line(类型="评分项", 名称="m1", 题目="作业公示", 提示="看公示栏和班级群"),
                line(类型="评分项", 名称="m2", 题目="没有超量", guide="抽三名学生问。"),
                line(类型="评分表结束"),
            ],
            "选项": [
                ["列表", "选项值", "选项", "图片"],
                ["桶", "full", "满了", "满.png"], ["桶", "free", "没满", "空.png"],
                ["餐", "own", "自办食堂", None], ["餐", "box", "配餐", None],
                ["评分", 3, "好", None], ["评分", 2, "中", None], ["评分", 1, "差", None],
            ],
            "设置": [["表名", "编号", "版本"], ["图说", "tushuo", "1"]],
        },
    )  # fmt: skip


@pytest.fixture
def page(window: Window, tmp_path: Path) -> Any:
    """The form beside a draft, on the screen."""
    desk: Any = window.desk
    bench = desk.form_bench
    source = bench.read(workbook(tmp_path))
    assert source.package is not None, source.checked.findings
    bench.publish(source, tmp_path / "图说.form")
    uid = desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid
    desk.forms.begin(uid, "tushuo")
    window.shell.resize(*SIZE)
    window.navigator.open(OpenForms(uid=uid))
    return window.shell.page


@pytest.fixture
def answers(window: Window, page: Any) -> Callable[[], dict[str, Any]]:
    """What is stored."""
    desk: Any = window.desk
    return lambda: dict(desk.forms.of_record(page.uid).records[0].answers)


def cell(page: Any, name: str) -> Any:
    found = page.book.view.findChild(QWidget, f"cell {name}")
    assert found is not None
    return found


def test_guidance_is_shown_by_f2_and_its_button_and_put_away_again(page: Any, hands: Hands) -> None:
    assert page.guide.isVisible()
    before = cell(page, "bin").height()
    assert cell(page, "bin").texts.hint == "看后门"
    hands.press(Qt.Key.Key_F2)
    assert cell(page, "bin").texts.hint == f"看后门\n{GUIDE}"
    assert cell(page, "bin").height() > before
    assert page.guide.isChecked()
    hands.press(Qt.Key.Key_H, ctrl=True)
    assert (cell(page, "bin").texts.hint, cell(page, "bin").height()) == ("看后门", before)


def test_the_rows_of_a_table_tell_their_hints_and_guidance(page: Any) -> None:
    page.book.turn(1)
    matrix = page.book.view.findChild(QWidget, "m")
    assert matrix.accessibleDescription() == "看公示栏和班级群"
    high = matrix.height()
    page.guide.click()
    matrix.go_to("/data/m/m2")
    assert matrix.accessibleDescription() == "抽三名学生问。"
    assert matrix.height() > high


def colours_in(widget: QWidget) -> set[tuple[int, int, int]]:
    picture = widget.grab().toImage()
    places = (
        QPoint(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
    )
    return {picture.pixelColor(each).getRgb()[:3] for each in places}  # type: ignore[misc]


def test_pictures_stand_with_a_question_and_with_its_choices(
    page: Any, hands: Hands, answers: Callable[[], dict[str, Any]]
) -> None:
    chips = page.book.view.findChild(QWidget, "bin")
    assert {RED, GREEN} <= colours_in(chips)
    assert RED in colours_in(cell(page, "bin"))
    page.book.go_to("/data/g/bin")
    hands.choose("2")
    assert answers()["bin"] == "free"


def test_the_text_of_other_is_asked_for_beside_its_choice(
    page: Any, hands: Hands, answers: Callable[[], dict[str, Any]]
) -> None:
    page.book.go_to("/data/g/meal")
    hands.choose("3")
    assert page.book.go_to("/data/g/meal_other")
    assert "请写明" in cell(page, "meal_other").texts.name
    hands.write("家长送餐")
    hands.enter()
    assert (answers()["meal"], answers()["meal_other"]) == ("other", "家长送餐")
