"""检查表 and 表样 in packs: what the office published is used on a laptop as it was published."""

from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.checklist import Checklist
from inspector_app.domain.layout import LayoutKind, Medium
from inspector_app.domain.month import Month
from inspector_app.services.checklist_versions import ChecklistVersions
from inspector_app.services.pack_lines import Mark
from inspector_app.services.shipped_checklists import shipped_checklists
from tests.blank_layouts import month_book, notice_book
from tests.district.office.district import District, written
from tests.district.packs.passing import marked, marks, offered, send, take


def own_checklist(version: str = "1", title: str = "本区食堂检查表") -> Checklist:
    shipped = next(iter(shipped_checklists().values()))
    return replace(shipped, id="ben-qu-shitang", version=version, title=title)


def publish(bench: Workbench, checklist: Checklist) -> None:
    ChecklistVersions(bench.context).publish_made(checklist)


def test_a_checklist_of_the_district_can_be_filled_in_on_a_laptop(district: District) -> None:
    publish(district.office, own_checklist())
    send(district, "checklists")
    (line,) = marked(offered(district), Mark.NEW)
    assert line.startswith("检查表 本区食堂检查表（ben-qu-shitang 1），")
    take(district)
    laptop = ChecklistVersions(district.laptops["DX001"].context)
    assert laptop.current("本区食堂检查表") == own_checklist()
    send(district, "checklists", "本区食堂检查表")
    assert marks(offered(district).lines) == {Mark.SAME}


def test_a_newer_version_is_used_for_new_records_and_another_content_of_one_is_refused(
    district: District,
) -> None:
    bench = district.laptops["DX001"]
    publish(bench, own_checklist())
    publish(district.office, own_checklist("2"))
    send(district, "checklists")
    (line,) = marked(offered(district), Mark.CHANGED)
    assert "本机现有版本 1" in line
    take(district)
    assert ChecklistVersions(bench.context).current("ben-qu-shitang").version == "2"

    other = district.laptops["DX002"]
    publish(other, own_checklist("2", title="另一张检查表"))
    (refused,) = marked(offered(district, "DX002"), Mark.REFUSED)
    assert "内容不同" in refused
    take(district, "DX002")
    assert ChecklistVersions(other.context).current("ben-qu-shitang").title == "另一张检查表"


def test_checklists_that_ship_are_not_sent(district: District) -> None:
    with pytest.raises(RefusedError, match="没有可以下发的检查表"):
        send(district, "checklists")


def test_a_laptop_fills_the_form_that_the_office_published(
    district: District, tmp_path: Path
) -> None:
    office, bench = district.office, district.laptops["DX001"]
    book = month_book(tmp_path / "月报.xlsx")
    made = office.layouts.publish(book, name="区月报", corrections=["L=回访（次）"])
    send(district, "layouts")
    (line,) = marked(offered(district), Mark.NEW)
    assert line == "月统计表表样“区月报”"
    take(district)
    ours = bench.layouts.find("区月报", LayoutKind.MONTH)
    assert (ours.digest, ours.file_name) == (made.layout.digest, "月报.xlsx")
    assert bench.layouts.file_of(ours) == book.read_bytes()
    written(bench)
    filled = tmp_path / "填好的.xlsx"
    bench.layout_fillings.month("区月报", Month(2026, 11), filled, medium=Medium.EXCEL)
    assert filled.read_bytes().startswith(b"PK")
    send(district, "layouts")
    assert marks(offered(district).lines) == {Mark.SAME}


def test_a_layout_of_the_same_name_becomes_the_next_version_and_another_form_is_refused(
    district: District, tmp_path: Path
) -> None:
    bench, other = district.laptops["DX001"], district.laptops["DX002"]
    bench.layouts.publish(month_book(tmp_path / "月报.xlsx"), name="区月报")
    other.layouts.publish(notice_book(tmp_path / "通知.xlsx"), name="区月报")
    district.office.layouts.publish(
        month_book(tmp_path / "新月报.xlsx"), name="区月报", corrections=["L=回访（次）"]
    )
    send(district, "layouts")
    (line,) = marked(offered(district), Mark.CHANGED)
    assert line.endswith("成为本机第 2 版；以前的版本照旧")
    take(district)
    assert [each.version for each in bench.layouts.all()] == [1, 2]
    (refused,) = marked(offered(district, "DX002"), Mark.REFUSED)
    assert "表样" in refused
    take(district, "DX002")
    assert [each.version for each in other.layouts.all()] == [1]


def test_a_layout_that_comes_late_does_not_become_the_newest_but_another_one_may(
    district: District, tmp_path: Path
) -> None:
    office, bench = district.office, district.laptops["DX001"]
    book = month_book(tmp_path / "月报.xlsx")
    office.layouts.publish(book, name="区月报")
    (first,) = send(district, "layouts")
    office.layouts.publish(notice_book(tmp_path / "通知.xlsx"), name="区通知")
    (other,) = send(district, "layouts", "区通知")
    newest = office.layouts.publish(book, name="区月报", corrections=["L=回访（次）"]).layout
    (second,) = send(district, "layouts", "区月报")
    bench.pack_taking.take([second])
    assert [offer.code for offer in bench.pack_taking.look([first]).offers] == ["E84"]
    assert bench.pack_taking.take([other]).changes.settings
    assert bench.layouts.named("区月报").digest == newest.digest
