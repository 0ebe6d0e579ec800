"""The forms that ship are what their sheets say, and do what they promise."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from io import StringIO
from itertools import groupby
from pathlib import Path

import pytest

from inspector_app.base.paths import forms
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.services.authored_forms import check_source
from inspector_app.services.shipped_sources import shipped_forms
from inspector_app.xform import Session, load_form

SHIPPED = tuple(sorted(path.parent.name for path in forms().glob("*/survey.csv")))
CHECKLISTS = tuple(sorted(path.stem for path in forms().glob("*.csv")))
CHINA = timezone(timedelta(hours=8))
ROSTERS: Mapping[str, list[Mapping[str, str]]] = {
    "zones": [{"name": "z1", "label": "第一责任区"}, {"name": "z2", "label": "第二责任区"}],
    "schools": [
        {"name": "2121000001", "label": "示范区第1小学", "zone": "z1"},
        {"name": "2121000002", "label": "示范区第2小学", "zone": "z2"},
    ],
}


def rows_of(name: str) -> Iterable[Mapping[str, str]]:
    return ROSTERS[Path(name).stem.rsplit("/", 1)[-1]]


def begun(form: str) -> Session:
    """Begin a form on the 20th of November with what every page needs."""
    session = Session(
        load_form((forms() / form / "form.xml").read_bytes()), rosters=rows_of,
        clock=lambda: datetime(2026, 11, 20, 9, tzinfo=CHINA),
    )  # fmt: skip
    session.set("/data/base/zone", "z1")
    session.set("/data/base/school", "2121000001")
    session.set("/data/base/stage", "primary")
    return session


def added(session: Session) -> str:
    """Say that there are findings, and return the place of one more."""
    if session.value("/data/find/has_finding") != "yes":
        session.set("/data/find/has_finding", "yes")
        return "/data/find/finding[1]"
    return session.add("/data/find/finding")


def test_these_forms_ship() -> None:
    assert tuple(form.form_id for form in shipped_forms()) == SHIPPED
    assert set(SHIPPED) == {
        "anquan", "baojiao", "chuanranbing", "dudao", "gongzi", "kaixue", "kehou", "shide",
        "shitang", "shuangjian", "wuxiang", "youeryuan",
    }  # fmt: skip
    assert all(form.questions > 50 for form in shipped_forms())
    assert all(form.use for form in shipped_forms())


@pytest.mark.parametrize("form", SHIPPED)
def test_the_committed_form_is_what_its_sheets_compile_to(form: str) -> None:
    checked = check_source(forms() / form)
    assert [each.sentence() for each in checked.findings] == []
    assert checked.form is not None
    assert checked.form.xml == (forms() / form / "form.xml").read_text("utf-8")


@pytest.mark.parametrize("form", SHIPPED)
def test_the_changes_of_the_version_that_ships_are_told(form: str) -> None:
    (shipped,) = (each for each in shipped_forms() if each.form_id == form)
    told = (forms() / form / "CHANGES.md").read_text("utf-8")
    assert told.startswith(f"# {shipped.title}\n")
    assert f"\n## {shipped.version}\n" in told


# -- 入校督导 --------------------------------------------------------------------------------------


def test_only_schools_of_the_zone_are_offered() -> None:
    session = begun("dudao")
    assert [c.label for c in session.choices("/data/base/school")] == ["示范区第1小学"]
    session.set("/data/base/zone", "z2")
    assert [c.label for c in session.choices("/data/base/school")] == ["示范区第2小学"]


def test_the_eight_matters_stand_in_the_form_word_by_word() -> None:
    session = begun("dudao")
    offered = {c.value.upper(): c.label for c in session.choices("/data/how/topics")}
    assert offered == {code: label for code, label in TOPIC_LABEL.items() if code[0] == "T"}


def test_a_page_appears_for_each_matter_that_is_looked_at_and_its_figures_follow() -> None:
    session = begun("dudao")
    assert not session.state("/data/t6/t6_m/t6_1").relevant
    session.set("/data/how/topics", "t6 t7")
    assert session.state("/data/t6/t6_m/t6_1").relevant
    assert not session.state("/data/t1/t1_m/t1_1").relevant
    session.set("/data/t6/t6_m/t6_1", "4")
    session.set("/data/t6/t6_m/t6_2", "1")
    assert session.value("/data/t6/t6_n") == "2"
    assert session.value("/data/t6/t6_sum") == "5"
    assert session.value("/data/t6/t6_rate") == "62.5"
    assert session.value("/data/close/total_rate") == "62.5"
    assert session.label("/data/t6/t6_told") == "看了 2 条，得 5 分，得分率 62.5%。"


def test_who_gives_the_worst_rating_says_why() -> None:
    session = begun("dudao")
    session.set("/data/how/topics", "t6")
    session.set("/data/t6/t6_m/t6_2", "2")
    assert not session.state("/data/t6/t6_why").relevant
    session.set("/data/t6/t6_m/t6_2", "1")
    assert session.state("/data/t6/t6_why").relevant
    assert session.state("/data/t6/t6_why").required


@pytest.mark.parametrize(
    ("severity", "deadline", "valid"),
    [
        ("ordinary", "2026-11-19", False),
        ("ordinary", "2027-02-18", True),
        ("ordinary", "2027-02-19", False),
        ("hazard", "2026-11-27", True),
        ("hazard", "2026-11-28", False),
    ],
)
def test_the_deadline_of_a_finding_follows_from_how_grave_it_is(
    severity: str, deadline: str, valid: bool
) -> None:
    session = begun("dudao")
    place = added(session)
    session.set(f"{place}/f_severity", severity)
    session.set(f"{place}/f_deadline", deadline)
    assert session.state(f"{place}/f_deadline").valid is valid


def test_a_finding_belongs_to_a_matter_that_was_looked_at() -> None:
    session = begun("dudao")
    session.set("/data/how/topics", "t6")
    place = added(session)
    session.set(f"{place}/f_topic", "t7")
    assert not session.state(f"{place}/f_topic").valid
    session.set("/data/how/topics", "t6 t7")
    assert session.state(f"{place}/f_topic").valid


def test_a_kindergarten_has_the_four_matters_of_its_own() -> None:
    session = begun("dudao")
    session.set("/data/base/stage", "kindergarten")
    offered = {c.value.upper(): c.label for c in session.choices("/data/how/topics")}
    assert offered == {code: label for code, label in TOPIC_LABEL.items() if code[0] == "K"}
    session.set("/data/how/topics", "k2")
    assert session.state("/data/k2/k2_m/k2_1").relevant
    session.set("/data/base/stage", "primary")
    assert not session.state("/data/k2/k2_m/k2_1").relevant


def test_who_writes_what_is_lacking_cannot_say_that_nothing_was_found() -> None:
    session = begun("dudao")
    session.set("/data/how/topics", "t6")
    session.set("/data/t6/t6_m/t6_2", "1")
    session.set("/data/t6/t6_why", "二楼通道堆着课桌")
    session.set("/data/find/has_finding", "no")
    assert not session.state("/data/find/has_finding").valid
    session.set("/data/find/has_finding", "yes")
    assert session.state("/data/find/has_finding").valid


@pytest.mark.parametrize(
    ("severities", "told"),
    [
        ((), "无意见"), (("minor",), "现场反馈，限期整改"),
        (("minor", "serious"), "下达整改通知"), (("serious", "hazard"), "上报督导室，并书面整改"),
    ],
)  # fmt: skip
def test_what_is_done_follows_from_the_gravest_finding(
    severities: tuple[str, ...], told: str
) -> None:
    session = begun("dudao")
    session.set("/data/find/has_finding", "no")
    for severity in severities:
        session.set(f"{added(session)}/f_severity", severity)
    assert session.label("/data/close/disposition_told") == f"处理意见：{told}。"


def test_a_school_with_a_hazard_is_not_excellent_and_one_below_sixty_is_not_passed() -> None:
    session = begun("dudao")
    session.set("/data/close/grade", "a")
    assert session.state("/data/close/grade").valid
    place = added(session)
    session.set(f"{place}/f_severity", "hazard")
    assert not session.state("/data/close/grade").valid
    session.set("/data/close/grade", "c")
    assert session.state("/data/close/grade").valid
    session.set("/data/how/topics", "t1")
    session.set("/data/t1/t1_m/t1_1", "1")
    assert not session.state("/data/close/grade").valid
    session.set("/data/close/grade", "d")
    assert session.state("/data/close/grade").valid


def test_a_visit_without_findings_counts_none() -> None:
    session = begun("dudao")
    session.set("/data/find/has_finding", "no")
    assert session.value("/data/close/f_count") == "0"
    assert not session.state("/data/find/finding[1]/f_text").relevant
    assert not session.state("/data/close/f_told").relevant


def test_findings_are_joined_into_one_sentence() -> None:
    session = begun("dudao")
    for text in ("消防通道堆放课桌", "灭火器过期"):
        place = added(session)
        session.set(f"{place}/f_text", text)
    assert session.label("/data/close/f_told") == "问题：1．消防通道堆放课桌；2．灭火器过期"


def test_who_leaves_before_coming_is_told() -> None:
    session = begun("dudao")
    session.set("/data/base/arrive", "08:30")
    session.set("/data/base/leave", "08:10")
    assert not session.state("/data/base/leave").valid
    session.set("/data/base/leave", "11:45")
    assert session.state("/data/base/leave").valid


def tables_of(page: Sequence[Mapping[str, str]]) -> list[tuple[str, int]]:
    """Return the kind and the number of each item in the rating tables of a page, as they stand."""
    kind, found = "", []
    for row in page:
        kind = row["类型"] if row["类型"].startswith("评分表开始") else kind
        if row["类型"] == "评分项" and (number := row["题目"].split(" ")[0]).isdecimal():
            found.append((kind, int(number)))
    return found


@pytest.mark.parametrize("form", SHIPPED)
def test_items_of_a_page_come_by_their_numbers_unless_that_takes_four_tables(form: str) -> None:
    text = (forms() / form / "survey.csv").read_text("utf-8-sig")
    page: list[Mapping[str, str]] = []
    for row in csv.DictReader(StringIO(text, newline="")):
        page.append(row)
        if row["类型"] != "分组结束":
            continue
        items, page = tables_of(page), []
        ordered = sorted(items, key=lambda item: item[1])
        tables = sum(1 for _ in groupby(kind for kind, _ in ordered))
        assert items == ordered or tables > 3, row
