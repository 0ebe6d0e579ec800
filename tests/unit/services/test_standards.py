"""Indicator sets: an edition is taken in once, never changed, and away only while unused."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench


def edition(workbench: Workbench, path: Path, name: str, **cells: object) -> Path:
    """Write the shipped set as another edition."""
    workbench.standards.template(path, "pjph@2020年版")
    book = load_workbook(path)
    book["指标体系"]["C2"] = name
    for cell, value in cells.items():
        book["指标"][cell] = value
    book.save(path)
    return path


def test_an_edition_of_a_district_stands_beside_the_shipped_one(
    workbench: Workbench, tmp_path: Path
) -> None:
    taken = workbench.standards.take(edition(workbench, tmp_path / "x.xlsx", "地方版", M2=90))
    assert [s.key for s in workbench.standards.all()] == ["pjph@2020年版", "pjph@地方版"]
    assert workbench.standards.get("pjph@地方版") == taken
    made = workbench.selfchecks.begin("pjph@地方版").uid
    workbench.selfchecks.set_item(made, 1, "value", "86")
    assert workbench.selfchecks.sheet(made).counts.failed == 1


def test_an_edition_is_not_changed_by_taking_in_another_content(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = edition(workbench, tmp_path / "x.xlsx", "地方版")
    workbench.standards.take(path)
    assert workbench.standards.take(path).key == "pjph@地方版"
    changed = edition(workbench, tmp_path / "y.xlsx", "地方版", M2=90)
    with pytest.raises(RefusedError, match="用过的版本不能改"):
        workbench.standards.take(changed)
    assert len(workbench.standards.all()) == 2


def test_two_sets_cannot_be_called_the_same(workbench: Workbench, tmp_path: Path) -> None:
    path = edition(workbench, tmp_path / "x.xlsx", "2020年版")
    book = load_workbook(path)
    book["指标体系"]["A2"] = "other"
    book.save(path)
    with pytest.raises(RefusedError, match="已有别的指标体系叫"):
        workbench.standards.take(path)


def test_an_edition_that_is_used_or_shipped_stays(workbench: Workbench, tmp_path: Path) -> None:
    workbench.standards.take(edition(workbench, tmp_path / "x.xlsx", "地方版"))
    uid = workbench.selfchecks.begin("pjph@地方版").uid
    with pytest.raises(RefusedError, match="已有登记在用"):
        workbench.standards.remove("pjph@地方版")
    with pytest.raises(RefusedError, match="程序自带"):
        workbench.standards.remove("pjph@2020年版")
    workbench.registers.discard(uid)
    workbench.registers.purge(uid)
    workbench.standards.remove("pjph@地方版")
    assert [s.key for s in workbench.standards.all()] == ["pjph@2020年版"]


def test_an_id_alone_is_enough_while_it_has_one_edition(
    workbench: Workbench, tmp_path: Path
) -> None:
    assert workbench.standards.get("pjph").key == "pjph@2020年版"
    workbench.standards.take(edition(workbench, tmp_path / "x.xlsx", "地方版"))
    with pytest.raises(InputError, match="有几个版本"):
        workbench.standards.get("pjph")
    with pytest.raises(NotFoundError, match="没有叫“yzjh”的指标体系"):
        workbench.standards.get("yzjh")
