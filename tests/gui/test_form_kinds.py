"""Every kind of question of a form, answered by keyboard alone and read back from the data."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.domain.form_pictures import picture_uids
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenForms, Place
from inspector_app.ui.theme import dress
from tests.form_packages import RATES, group, package, select, text, xform
from tests.gui.conftest import SIZE, Hands

MEALS = (("rice", "米饭"), ("soup", "汤"), ("fish", "鱼"), ("fruit", "水果"))
TOPICS = tuple((f"t{n}", f"专题{n}") for n in range(1, 60))
TYPES = {
    "born": "date", "since": "date", "at": "time", "when": "dateTime", "money": "int",
    "score": "int", "temperature": "decimal", "photo": "binary", "views": "binary",
    "r_photo": "binary",
}  # fmt: skip
NAMES = (
    "meals", "grade", "feel", "topics", "order", "score", "temperature", "sure", "born", "since",
    "at", "when", "money", "phone", "photo", "views",
)  # fmt: skip


def upload(path: str, label: str, looks: str = "") -> str:
    return (
        f'<upload ref="{path}" mediatype="image/*" appearance="{looks}">'
        f"<label>{label}</label></upload>"
    )


def scale(path: str, label: str, start: str, end: str, step: str) -> str:
    return (
        f'<range ref="{path}" start="{start}" end="{end}" step="{step}">'
        f"<label>{label}</label></range>"
    )


def choices() -> str:
    """Return the questions that are chosen."""
    return group(
        "/data/c", "一、选择",
        select("/data/c/meals", "吃了什么", MEALS, kind="select", looks="columns-2"),
        select("/data/c/grade", "评价", RATES, looks="w2"),
        select("/data/c/feel", "同意吗", RATES, looks="likert"),
        select("/data/c/topics", "专题", TOPICS, kind="select"),
        select("/data/c/order", "按重要排", MEALS, kind="rank"),
        scale("/data/c/score", "打分", "0", "10", "1"),
        scale("/data/c/temperature", "温度", "60", "75", "0.5"),
        '<trigger ref="/data/c/sure" appearance="w2"><label>已看过原件</label></trigger>',
    )  # fmt: skip


def written() -> str:
    """Return the questions that are written."""
    return group(
        "/data/w", "二、填写",
        text("/data/w/born", "出生年月", looks="month-year w1"),
        text("/data/w/since", "建校年份", looks="year w1"),
        text("/data/w/at", "开餐时间", looks="w1"),
        text("/data/w/money", "金额（元）", looks="thousands-sep w1"),
        text("/data/w/when", "抽查时刻", looks="w2"),
        text("/data/w/phone", "电话", looks="numbers w2"),
    )  # fmt: skip


def pictured() -> str:
    """Return the questions for pictures, one of them in a repeat."""
    rows = upload("/data/row/r_photo", "照片", "multi") + text("/data/row/r_text", "看到的")
    return (
        group("/data/p", "三、照片", upload("/data/p/photo", "公示栏"),
              upload("/data/p/views", "后厨", "multi"))
        + '<group ref="/data/row"><label>四、现场</label><repeat nodeset="/data/row">'
        f"{rows}</repeat></group>"
    )  # fmt: skip


def xml() -> str:
    """Return a form with every kind of question."""
    places = dict.fromkeys(NAMES[:8], "c") | dict.fromkeys(NAMES[8:14], "w")
    places |= dict.fromkeys(NAMES[14:], "p")
    inner = {part: "".join(f"<{n}/>" for n in NAMES if places[n] == part) for part in "cwp"}
    instance = "".join(f"<{part}>{names}</{part}>" for part, names in inner.items())
    binds = "".join(
        f'<bind nodeset="/data/{places.get(name, "row")}/{name}" type="{kind}"/>'
        for name, kind in TYPES.items()
    )
    return xform(
        form="kinds", instance=f'{instance}<row jr:template=""><r_photo/><r_text/></row>',
        lists="", binds=binds, body=choices() + written() + pictured(),
    )  # fmt: skip


@pytest.fixture
def uid(window: Window, tmp_path: Path) -> str:
    """A draft, and the form published."""
    desk: Any = window.desk
    desk.form_versions.publish(package(tmp_path, xml(), form="kinds"))
    return str(desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid)


@pytest.fixture
def page(window: Window, uid: str) -> Any:
    """The form on the screen."""
    desk: Any = window.desk
    desk.forms.begin(uid, "kinds")
    window.navigator.open(OpenForms(uid=uid))
    return window.shell.page


@pytest.fixture
def answered(window: Window, uid: str) -> Callable[[str], str]:
    """What a question is answered with in the data."""
    desk: Any = window.desk

    def answer(name: str) -> str:
        return str(desk.forms.of_record(uid).records[0].answers.get(name, ""))

    return answer


def at(page: Any, name: str) -> Any:
    """Go to a question and return its widget."""
    section = {"c": NAMES[:8], "w": NAMES[8:14], "p": NAMES[14:]}
    part = next(part for part, names in section.items() if name in names)
    assert page.book.go_to(f"/data/{part}/{name}")
    found = page.book.view.findChild(QWidget, name)
    assert found is not None
    return found


def test_several_are_chosen_by_digits_letters_and_space(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    meals = at(page, "meals")
    hands.choose("2")
    hands.choose("y")
    assert answered("meals") == "soup fish"
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Space)
    assert answered("meals") == "soup fish fruit"
    assert meals.accessibleDescription() == "汤、鱼、水果"
    hands.press(Qt.Key.Key_Delete)
    assert answered("meals") == ""


def test_two_letters_tell_apart_what_begins_alike(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    at(page, "grade")
    hands.choose("jh")
    assert answered("grade") == "3"
    at(page, "feel")
    hands.choose("4")
    hands.press(Qt.Key.Key_0)
    assert answered("feel") == ""


def test_some_of_very_many_are_found_by_a_part_of_their_words(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    at(page, "topics")
    for wanted in ("专题57", "zt3"):
        hands.write(wanted)
        hands.press(Qt.Key.Key_Return)
        at(page, "topics")
    assert answered("topics") == "t57 t3"


def test_an_order_is_made_with_digits_and_alt_and_emptied(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    at(page, "order")
    assert answered("order") == ""
    hands.press(Qt.Key.Key_Down, times=2)
    hands.choose("1")
    assert answered("order") == "fish rice soup fruit"
    hands.press(Qt.Key.Key_Down, alt=True)
    assert answered("order") == "rice fish soup fruit"
    hands.press(Qt.Key.Key_Delete)
    assert answered("order") == ""
    hands.press(Qt.Key.Key_Space)
    assert answered("order") == "rice soup fish fruit"


def test_a_range_takes_digits_steps_and_its_ends_and_refuses_what_lies_outside(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    at(page, "score")
    hands.choose("10")
    assert answered("score") == "10"
    hands.press(Qt.Key.Key_Left, times=3)
    assert answered("score") == "7"
    at(page, "temperature")
    hands.choose("72.5")
    assert answered("temperature") == "72.5"
    hands.press(Qt.Key.Key_End)
    assert answered("temperature") == "75"
    hands.press(Qt.Key.Key_Delete)
    hands.choose("90")
    hands.press(Qt.Key.Key_Return)
    assert answered("temperature") == ""
    assert "请填 60 到 75、每步 0.5 的数" in page.notice.text


def test_an_acknowledgement_is_one_key(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    at(page, "sure")
    hands.press(Qt.Key.Key_Space)
    assert answered("sure") == "OK"
    hands.press(Qt.Key.Key_Space)
    assert answered("sure") == ""


@pytest.mark.parametrize(
    "case",
    [
        ("born", "2012年9月", "2012-09-01", "2012-09"),
        ("since", "1998", "1998-01-01", "1998"),
        ("at", "1130", "11:30", "11:30"),
        ("money", "1234567", "1234567", "1,234,567"),
        ("phone", "13800000000", "13800000000", "13800000000"),
    ],
)
def test_what_is_written_is_stored_in_the_form_of_the_standard(
    page: Any, hands: Hands, answered: Callable[[str], str], case: tuple[str, str, str, str]
) -> None:
    name, typed, stored, shown = case
    field = at(page, name)
    hands.write(typed)
    hands.press(Qt.Key.Key_Return)
    assert answered(name).startswith(stored)
    assert field.text() == shown


def test_a_month_that_is_none_is_refused_and_stays_to_be_put_right(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    field = at(page, "born")
    hands.write("2012-13")
    hands.press(Qt.Key.Key_Return)
    assert "“2012-13”不是月份，没有保存" in page.notice.text
    assert (answered("born"), field.text()) == ("", "2012-13")


def test_a_moment_is_stored_when_day_and_time_are_there(
    page: Any, hands: Hands, answered: Callable[[str], str]
) -> None:
    at(page, "when")
    hands.write("11.20")
    hands.press(Qt.Key.Key_Return)
    assert answered("when") == ""
    hands.write("0830")
    hands.press(Qt.Key.Key_Return)
    assert answered("when") == "2026-11-20T08:30:00.000+08:00"


def shot(folder: Path, name: str) -> Path:
    """Write a picture."""
    stream = BytesIO()
    Image.new("RGB", (90, 60), (30, len(name), 160)).save(stream, "JPEG")
    path = folder / name
    path.write_bytes(stream.getvalue())
    return path


def test_pictures_are_chosen_for_a_question_put_in_order_taken_out_and_undone(
    page: Any, hands: Hands, answered: Callable[[str], str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    views = at(page, "views")
    paths = [shot(tmp_path, "a.jpg"), shot(tmp_path, "bb.jpg")]
    monkeypatch.setattr(ask, "open_files", lambda *_: paths)
    hands.press(Qt.Key.Key_Space)
    first, second = views.strip.uids
    assert answered("views") == f"{first}.jpg {second}.jpg"
    views.strip.tile(second).setFocus()
    hands.press(Qt.Key.Key_Left, alt=True)
    assert answered("views") == f"{second}.jpg {first}.jpg"
    views.strip.tile(second).setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert answered("views") == f"{first}.jpg"
    assert views.strip.uids == (first,)
    page.undo()
    page.refresh()
    assert answered("views") == f"{second}.jpg {first}.jpg"
    assert page.book.view.findChild(QWidget, "views").strip.uids == (second, first)


def test_a_picture_of_the_basket_is_sent_to_a_question(
    page: Any, window: Window, answered: Callable[[str], str], tmp_path: Path
) -> None:
    desk: Any = window.desk
    window.navigator.open(GoTo(place=Place.BASKET))
    basket: Any = window.shell.page
    basket.panel.take([("IMG.png", shot(tmp_path, "IMG.png"))])
    (group,) = basket.groups
    homes = [choice.value for choice in group.homes("") if choice.value.endswith("/data/p/photo")]
    group.visit.picked.emit(homes[0])
    assert desk.photos.basket() == ()
    assert answered("photo").endswith(".jpg")
    window.navigator.open(OpenForms(uid=page.uid))
    assert at(window.shell.page, "photo").strip.uids == tuple(picture_uids(answered("photo")))


def test_tab_walks_through_the_pictures_of_a_question_and_on(
    page: Any, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = at(page, "photo")
    monkeypatch.setattr(ask, "open_files", lambda *_: [shot(tmp_path, "a.jpg")])
    hands.press(Qt.Key.Key_Space)
    (uid,) = photo.strip.uids
    hands.press(Qt.Key.Key_Tab, times=2)
    assert photo.strip.tile(uid).hasFocus()
    hands.press(Qt.Key.Key_Tab)
    hands.write("一进门的公示栏")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    assert page.book.focus_path == "/data/p/views"


def test_the_table_of_rows_counts_their_pictures(
    page: Any, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.book.turn(3)
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    paths = [shot(tmp_path, "a.jpg"), shot(tmp_path, "bb.jpg")]
    monkeypatch.setattr(ask, "open_files", lambda *_: paths)
    page.book.view.findChild(QWidget, "r_photo#1").choose()
    assert [line[0] for line in page.book.rows.table.model().rows] == ["2 张"]


def test_tab_goes_on_into_the_next_section_and_back(page: Any, hands: Hands) -> None:
    at(page, "sure")
    hands.press(Qt.Key.Key_Return)
    assert page.book.focus_path == "/data/w/born"
    hands.press(Qt.Key.Key_Backtab, shift=True)
    assert page.book.focus_path == "/data/c/sure"


def test_no_editor_is_cut_off_at_any_size_of_the_text(
    page: Any, window: Window, dressed: QApplication
) -> None:
    for size in (100, 150, 200):
        dress(dressed, scale=size)
        window.shell.resize(*SIZE)
        try:
            for turn in range(4):
                for _ in range(4):
                    QApplication.processEvents()
                view = page.book.view
                assert view.horizontalScrollBar().maximum() == 0
                for cell in view.grid.findChildren(QWidget):
                    if cell.objectName().startswith("cell ") and cell.isVisible():
                        assert cell.childrenRect().right() <= cell.width(), (
                            size,
                            cell.objectName(),
                        )
                page.book.turn(1 if turn < 3 else -3)
        finally:
            dress(dressed)
