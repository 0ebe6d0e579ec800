"""优质均衡 counted once more from the rows of a workbook, as plainly as it can be said.

Nothing of the program is used: the numbers of the standard stand here again.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, sqrt
from typing import Any

Row = Mapping[str, Any]
STANDARD = {
    "primary": dict(zip("1234567", ("4.2", "1", "0.9", "4.5", "7.5", "2000", "2.3"), strict=True)),
    "junior": dict(zip("1234567", ("5.3", "1", "0.9", "5.8", "10.2", "2500", "2.4"), strict=True)),
}
WORD = {"primary": "小学", "junior": "初中"}
STAGES = {
    "小学": ("primary",), "教学点": ("primary",), "初中": ("junior",),
    "九年一贯制学校": ("primary", "junior"), "十二年一贯制学校": ("primary", "junior"),
    "完全中学": ("junior",),
}  # fmt: skip


def number(row: Row, name: str) -> Fraction:
    return Fraction(str(row.get(name) or 0))


def numbers(row: Row, name: str) -> list[Fraction]:
    return [Fraction(part) for part in re.split(r"[、，]", str(row.get(name) or "")) if part]


def share(row: Row, stage: str) -> Fraction:
    """Return what part of a shared asset one pupil of a stage gets."""
    p, j, s = (number(row, f"{word}学生数") for word in ("小学", "初中", "高中"))
    if row["学校类型"] == "完全中学":
        return 1 / (j + Fraction("1.2") * s)
    weight = Fraction("1.1") if stage == "junior" and len(STAGES[row["学校类型"]]) > 1 else 1
    if row["学校类型"] in {"小学", "教学点", "初中"}:
        return 1 / (p + j)
    return weight / (p + Fraction("1.1") * j + Fraction("1.32") * s)


def have(row: Row, stage: str) -> dict[str, Fraction]:
    word = WORD[stage]
    degrees = ("专科", "本科", "硕士", "博士") if stage == "primary" else ("本科", "硕士", "博士")
    return {
        "1": sum((number(row, f"{word}{each}教师数") for each in degrees), Fraction()),
        "2": number(row, f"{word}骨干教师数"),
        "3": number(row, f"{word}体育艺术教师数"),
        "4": number(row, "教学及辅助用房面积") - number(row, "室内体育用房面积"),
        "5": number(row, "体育馆面积") + number(row, "体育场面积"),
        "6": number(row, "教学仪器设备值(万元)"),
        "7": number(row, "网络多媒体教室数"),
    }


def stage_of(row: Row, stage: str) -> dict[str, Any] | None:
    pupils = number(row, f"{WORD[stage]}学生数")
    if not pupils:
        return None
    owned, part = have(row, stage), share(row, stage)
    values, needs, nearly = {}, {}, []
    for name in "1234567":
        each = part if name in "4567" else 1 / pupils
        times = {"6": 10_000, "4": 1, "5": 1}.get(name, 100)
        values[f"L{name}"] = owned[name] * each * times
        standard = Fraction(STANDARD[stage][name])
        if values[f"L{name}"] < standard:
            missing = standard / (each * times) - owned[name]
            needs[f"L{name}"] = missing if name in "456" else Fraction(ceil(missing))
            if values[f"L{name}"] >= standard * Fraction("0.85"):
                nearly.append(f"L{name}")
    return {
        "pupils": int(pupils),
        "values": values,
        "meets": [name for name in values if name not in needs],
        "at_least_85": nearly,
        "pass": not needs or len(needs) == len(nearly) == 1,
        "needs": needs,
    }


def school_of(row: Row) -> dict[str, Any]:
    kinds = STAGES[row["学校类型"]]
    found = {stage: stage_of(row, stage) for stage in kinds}
    stages = {stage: each for stage, each in found.items() if each}
    pupils = number(row, "小学学生数") + number(row, "初中学生数")
    classes = {stage: numbers(row, f"{WORD[stage]}班额") for stage in kinds}
    needed = ceil(Fraction(sum(map(len, classes.values())), 12))
    yes = {
        name: row.get(name) == "是"
        for name in ("2016年前建成", "2010年前建成", "随迁子女超过一半", "农村小规模学校")
    }
    limit = 2500 if len(kinds) == 2 else 2000
    if yes["2010年前建成"] or yes["随迁子女超过一半"]:
        limit = 3000 if len(kinds) == 2 else 2400

    def short(name: str, new: int, old: int) -> int:
        least = old if yes["2016年前建成"] else new
        if yes["农村小规模学校"]:
            least = min(least, 61 if "junior" in kinds else 54)
        return max(0, needed - sum(area >= least for area in numbers(row, name)))

    return {
        "stages": stages,
        "rooms_needed": needed,
        "music_short": short("音乐教室面积", 96, 73),
        "art_short": short("美术教室面积", 90, 67),
        "size_excess": max(0, int(pupils) - limit),
        "classes_over": sum(
            size > (45 if stage == "primary" else 50)
            for stage, sizes in classes.items()
            for size in sizes
        ),
        "excluded": pupils < 50,
        "pass": all(stage["pass"] for stage in stages.values()),
    }


def county_of(rows: list[Row]) -> dict[str, Any]:
    schools = {row["学校标识码"]: school_of(row) for row in rows}
    counted = [school for school in schools.values() if not school["excluded"]]
    county: dict[str, Any] = {}
    for stage, most in (("primary", "0.50"), ("junior", "0.45")):
        parts = [school["stages"][stage] for school in counted if stage in school["stages"]]
        if not parts:
            continue
        whole = sum(part["pupils"] for part in parts)
        mean, cv, cv_pass = {}, {}, []
        for name in parts[0]["values"]:
            mean[name] = sum(p["pupils"] * p["values"][name] for p in parts) / whole
            around = sum(p["pupils"] * (p["values"][name] - mean[name]) ** 2 for p in parts) / whole
            cv[name] = sqrt(around) / mean[name] if mean[name] else None
            if mean[name] and around <= (Fraction(most) * mean[name]) ** 2:
                cv_pass.append(name)
        passing = sum(part["pass"] for part in parts)
        county[stage] = {"schools": len(parts), "passing": passing, "mean": mean, "cv": cv,
                         "cv_pass": cv_pass}  # fmt: skip
    every = bool(counted) and all(school["pass"] for school in counted)
    verdict = every and all(len(stage["cv_pass"]) == 7 for stage in county.values())
    return {"schools": schools, "county": county, "pass": verdict}
