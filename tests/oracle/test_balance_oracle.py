"""Random counties, counted by the program and by something that shares nothing with it.

``INSPECTOR_ORACLE_COUNTIES`` sets how many counties are counted; a failure names its seed. One
county that others have counted is compared as well, where its files lie beside this checkout.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from inspector_app.domain.indicators.assessment_json import assessment_json
from inspector_app.domain.indicators.calculation import assess
from inspector_app.sheets.balance import read_county
from inspector_app.sheets.workbook import open_workbook
from tests.oracle.naive_balance import STAGES, county_of
from tests.unit.counties import HEAD, county_book, make_standards

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "county-a"
COUNTIES: Final = int(os.environ.get("INSPECTOR_ORACLE_COUNTIES", "40"))
_ROOMS: Final = (54, 60.9, 61, 66.9, 67, 73, 89.5, 90, 95.9, 96, 120)


def some_school(dice: Random, code: int) -> dict[str, Any]:
    """Return a row whose values lie about their standards, and now and then just upon them."""
    kind = dice.choice(list(STAGES))
    words = {"primary": "小学", "junior": "初中"}
    pupils = {words[s]: dice.choice((0, 20, 49, 50, 400, 1000, 2000)) for s in STAGES[kind]}
    senior = dice.choice((0, 900)) if kind in {"完全中学", "十二年一贯制学校"} else 0
    worth = sum(pupils.values()) + senior
    row: dict[str, Any] = dict.fromkeys(HEAD, 0)
    row |= {"学校标识码": str(code), "学校名称": f"示范县第{code % 1000}学校", "学校类型": kind}
    row |= {f"{word}学生数": number for word, number in pupils.items()}
    row |= {"高中学生数": senior, "小学班额": None, "初中班额": None}
    for word, number in pupils.items():
        row[f"{word}班额"] = "、".join(str(dice.randint(30, 53)) for _ in range(number // 40))
        row[f"{word}本科教师数"] = dice.randint(number * 4 // 100, number * 6 // 100 + 1)
        row[f"{word}硕士教师数"] = dice.randint(0, 3)
        row[f"{word}骨干教师数"] = dice.randint(number // 120, number // 90 + 1)
        row[f"{word}体育艺术教师数"] = dice.randint(number // 130, number // 100 + 1)
    row["教学及辅助用房面积"] = dice.choice((4.5, 5.8, dice.randint(300, 800) / 100)) * worth
    row["教学及辅助用房面积"] = round(row["教学及辅助用房面积"], 2)
    row["体育场面积"] = round(dice.choice((7.5, 10.2, dice.randint(500, 1300) / 100)) * worth, 2)
    row["教学仪器设备值(万元)"] = round(dice.randint(1500, 3000) * worth / 10_000, 4)
    row["网络多媒体教室数"] = dice.randint(worth // 60, worth // 35 + 1)
    for name in ("音乐教室面积", "美术教室面积"):
        row[name] = "、".join(str(area) for area in dice.choices(_ROOMS, k=dice.randint(0, 4)))
    for name in HEAD[-4:]:
        row[name] = dice.choice(("是", "否"))
    return row


def counted(path: Path) -> dict[str, Any]:
    county = read_county(open_workbook(path), path=path)
    return assessment_json(assess(county.schools, make_standards()))


def differences(found: Any, wanted: Any, place: str = "") -> Iterator[str]:
    """Yield every place where two results differ by more than one part of a thousand million."""
    if isinstance(wanted, dict):
        if list(found) != list(wanted):
            yield f"{place}: {list(found)} for {list(wanted)}"
        for name in wanted.keys() & found.keys():
            yield from differences(found[name], wanted[name], f"{place}/{name}")
    elif isinstance(wanted, list | str | bool | type(None)):
        if found != wanted:
            yield f"{place}: {found} for {wanted}"
    elif not abs(float(found) - float(wanted)) <= 1e-9 * abs(float(wanted)):
        yield f"{place}: {found} for {wanted}"


@pytest.mark.parametrize("seed", range(COUNTIES))
def test_a_county_comes_to_what_is_counted_by_other_means(seed: int, tmp_path: Path) -> None:
    dice = Random(seed)
    rows = [some_school(dice, 2_121_000_001 + n) for n in range(dice.randint(1, 25))]
    path = county_book(tmp_path / "county.xlsx", *(list(each.values()) for each in rows))
    assert list(differences(counted(path), county_of(rows))) == []


@pytest.mark.skipif(not DATA.exists(), reason="the county's files are not beside this checkout")
def test_a_county_that_others_have_counted_comes_to_their_result() -> None:
    wanted = json.loads((DATA / "expected.json").read_text("utf-8"))
    assert list(differences(counted(DATA / "county.xlsx"), wanted)) == []
