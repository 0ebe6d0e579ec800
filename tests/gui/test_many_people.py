"""Pages of an office with two hundred inspectors and five hundred schools, some with long names."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from inspector_app.bootstrap import Workbench
from inspector_app.domain.school import Assignment, Inspector, InspectorKind, School, SchoolKind
from inspector_app.storage.people import FIRST_DAY
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    GoTo,
    OpenDistricts,
    OpenMonth,
    OpenNumbers,
    OpenPeople,
    OpenReceiving,
    OpenSchool,
    OpenSending,
    OpenTasks,
    OpenTrust,
    OpenUpwards,
    Place,
)
from tests.district.office.district import NOVEMBER, District, written
from tests.gui.conftest import SIZE
from tests.gui.on_screen import shown

LONG_SCHOOL = "示范区经济技术开发区九年一贯制实验学校教育集团东湖校区附属第二小学部南门教学点"
LONG_PERSON = "督学阿不都热合曼买买提江阿不都热合曼"
PLACES = (
    OpenMonth(month=NOVEMBER), OpenReceiving(check=NOVEMBER), OpenReceiving(), OpenSending(),
    OpenTasks(), OpenNumbers(), OpenTrust(), OpenPeople(), OpenDistricts(), OpenUpwards(),
    *(GoTo(place=place) for place in Place),
)  # fmt: skip


def many(bench: Workbench) -> None:
    stores = bench.context.stores
    with bench.context.database.transaction():
        for n in range(500):
            name = f"{LONG_SCHOOL}{n}" if n % 7 == 0 else f"示范区第{n + 100}小学"
            school = School(code=f"2121{n + 100:06}", name=name, kind=SchoolKind.PRIMARY)
            stores.schools.put(school, initials="", origin="test")
        for n in range(4, 204):
            name = f"{LONG_PERSON}{n}" if n % 9 == 0 else f"督学{n:02}"
            person = Inspector(id=f"DX{n:03}", name=name, kind=InspectorKind.PART_TIME)
            stores.people.put(person, origin="test")
            stores.people.set_zone(person.id, f"第{n % 12}责任区", start=FIRST_DAY, origin="test")
            assigned = Assignment(
                inspector_id=person.id, school_code=f"2121{n + 100:06}", start=FIRST_DAY
            )
            stores.schools.put_assignment(assigned, origin="test")


@pytest.fixture
def district(enrolled: District) -> District:
    many(enrolled.office)
    written(enrolled.laptops["DX001"])
    enrolled.hand_over("DX001")
    enrolled.scan()
    return enrolled


def test_no_page_of_an_office_of_two_hundred_needs_more_than_the_smallest_screen(
    open_window: Callable[[Path], Window], district: District
) -> None:
    district.office.close()
    window = open_window(district.office.context.folder.root)
    wider: list[object] = []
    for place in PLACES:
        window.navigator.open(place)
        shown(window)
        window.shell.resize(*SIZE)
        found = window.shell.size()
        if (found.width(), found.height()) != SIZE:
            wider.append((place, found.width(), found.height()))
    assert wider == []


def test_the_names_of_two_hundred_who_are_late_leave_the_table_its_room(
    open_window: Callable[[Path], Window], district: District
) -> None:
    district.office.close()
    window = open_window(district.office.context.folder.root)
    window.navigator.open(OpenMonth(month=NOVEMBER))
    page: Any = shown(window)
    assert "督学203" in page.foot.text()
    assert page.foot.height() <= SIZE[1] / 6
    assert page.table.height() >= 150
    assert page.foot.verticalScrollBar().maximum() > 0
    window.navigator.open(OpenReceiving(check=NOVEMBER))
    page = shown(window)
    assert "督学203" in page.check.told.text()
    assert page.check.people.viewport().height() >= 2 * page.check.people.rowHeight(0)


def test_the_buttons_of_a_school_with_a_long_name_stay_in_one_line(
    open_window: Callable[[Path], Window], district: District
) -> None:
    district.office.close()
    window = open_window(district.office.context.folder.root)
    window.navigator.open(OpenSchool(code="2121000100"))
    page: Any = shown(window)
    acts = ("公示牌…", "出发前一页纸…", "空白记录表…", "＋ 到这所学校写记录")
    found = [b for b in page.findChildren(QPushButton) if b.text() in acts]
    assert len(found) == len(acts)
    assert len({each.y() for each in found}) == 1
