"""Filled forms over records: what counts, through which version, and in which files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.form_table import FormTable
from inspector_app.domain.issue import Severity
from inspector_app.domain.month import Month
from inspector_app.papers.reading import read_word_file
from inspector_app.services.wishes import FormCountsPrint, MonthPrint
from inspector_app.sheets.summary_book import SummaryBook
from tests.examples import examples
from tests.form_packages import BINDS, BODY, GRAVITY, INSTANCE, package, select, xform
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL

Fill = Callable[..., str]


@pytest.fixture
def demo(workbench: Workbench, tmp_path: Path) -> str:
    own = {"stage": {"统计": "占比"}, "pupils": {"统计": "均分"}, "ways": {"统计": "计次"}}
    return workbench.form_versions.publish(package(tmp_path, xform(), own=own)).form


@pytest.fixture
def fill(workbench: Workbench, complete: dict[str, Any], demo: str) -> Fill:
    """Fill the form in beside a new record, and file it unless it is to stay a draft."""

    def make(draft: bool = False, form: str = demo, **answers: str) -> str:
        place = {n: answers.pop(n) for n in ("campaign", "date") if n in answers}
        uid = workbench.visit_edit.new_from_json({**complete, **place}).uid
        row = workbench.forms.begin(uid, form).uid
        workbench.forms.set(row, "/data/base/school", SCHOOL)
        for name, text in answers.items():
            workbench.forms.set(row, f"/data/base/{name}", text)
        if "meals" in answers.get("ways", ""):
            workbench.forms.set(row, "/data/meals/m_n", "1")
        if not draft:
            workbench.visits.file(uid)
        return uid

    return make


def table(workbench: Workbench, **scope: Any) -> FormTable:
    return workbench.form_campaigns.wished(FormCountsPrint(form="demo", **scope))


def counts(found: FormTable, name: str) -> dict[str, int]:
    (each,) = [d for d in found.distributions if d.column.name == name]
    return {bucket.label: len(bucket.uids) for bucket in each.buckets}


def test_only_filed_records_count_unless_drafts_are_asked_for(
    workbench: Workbench, fill: Fill
) -> None:
    fill(stage="p", pupils="80")
    fill(draft=True, stage="j", pupils="20")
    assert counts(table(workbench), "stage") == {"小学": 1, "初中": 0}
    assert counts(table(workbench, drafts=True), "stage") == {"小学": 1, "初中": 1}


def test_a_month_and_a_campaign_narrow_what_is_counted(workbench: Workbench, fill: Fill) -> None:
    fill(stage="p", date="2026-10-20")
    fill(stage="j", campaign="双减专项")
    assert counts(table(workbench, month=Month(2026, 10)), "stage") == {"小学": 1, "初中": 0}
    assert counts(table(workbench, campaign="双减专项"), "stage") == {"小学": 0, "初中": 1}
    with pytest.raises(NotFoundError, match="没有表单“别的”"):
        workbench.form_campaigns.wished(FormCountsPrint(form="别的"))
    named = workbench.form_campaigns.wished(FormCountsPrint(form="demo", campaign="双减专项"))
    assert len(named.filled) == 1
    with pytest.raises(NotFoundError, match="没有专项“没有”，也没有记录写着它"):
        workbench.form_campaigns.wished(FormCountsPrint(form="demo", campaign="没有"))


def test_the_table_of_coded_answers_and_the_answers_themselves_come_to_the_same(
    workbench: Workbench, fill: Fill
) -> None:
    fill(stage="p", ways="meals docs")
    fill(stage="j", ways="docs")
    before = table(workbench).distributions
    workbench.form_campaigns.catch_up()
    assert all(each.is_sorted for each in table(workbench).filled)
    assert table(workbench).distributions == before
    assert counts(table(workbench), "ways") == {"食堂": 1, "资料": 2}


def test_each_record_is_read_through_its_own_version(
    workbench: Workbench, fill: Fill, tmp_path: Path
) -> None:
    fill(stage="p", pupils="80")
    newer = BODY.replace("<label>初中</label>", "<label>初级中学</label>").replace(
        "<item><label>小学</label><value>p</value></item>", ""
    )
    workbench.form_versions.publish(package(tmp_path, xform(version="2", body=newer), version="2"))
    fill(stage="j")
    found = table(workbench)
    assert counts(found, "stage") == {"初级中学": 1, "小学": 1}
    assert [each.version for each in found.filled] == ["1", "2"]
    assert found.unread == ()


def test_a_record_whose_version_is_not_here_is_told_and_not_counted(
    workbench: Workbench, fill: Fill
) -> None:
    uid = fill(stage="p")
    number = workbench.visits.get(uid).number
    database = workbench.context.database
    with database.transaction():
        database.execute("UPDATE form_record SET digest = ?", "0" * 64)
    found = table(workbench)
    assert found.filled == ()
    assert found.unread == (f"示范区第3小学（{number}，版本 1）",)
    assert found.notes == (f"本机没有填写时的版本，没有计入：{found.unread[0]}",)


def test_the_sheets_hold_real_numbers_and_days_codes_and_rows_of_repeats(
    workbench: Workbench, fill: Fill, tmp_path: Path
) -> None:
    uid = fill(draft=True, stage="p", pupils="80", classes="2", day="2026-11-20", ways="meals docs")
    row = workbench.forms.of_record(uid).records[0].uid
    workbench.forms.add(row, "/data/finding")
    workbench.forms.set(row, "/data/finding[1]/f_text", "栏杆松动")
    workbench.forms.set(row, "/data/finding[1]/f_grave", "serious")
    found = table(workbench, drafts=True)
    workbench.form_campaigns.xlsx(tmp_path / "a.xlsx", found)
    book = load_workbook(tmp_path / "a.xlsx")
    heads = [cell.value for cell in book["回答"][2]]
    cells = dict(zip(heads, book["回答"][3], strict=True))
    assert (cells["学生数"].value, cells["班额"].value) == (80, 40)
    assert cells["日期"].value.isoformat()[:10] == "2026-11-20"
    assert cells["看了什么"].value == "食堂、资料"
    assert cells["学校"].value == "示范区第3小学"
    assert "meals docs" in [cell.value for cell in book["编码"][3]]
    assert [c.value for c in book["finding"][3]][-4:] == ["栏杆松动", None, None, "严重"]
    shares = [[c.value for c in line] for line in book["统计"].iter_rows(min_row=3)]
    assert ["学段", "stage", "小学", "p", 1, 1, 1, workbench.visits.get(uid).number] in shares


def test_the_month_has_what_its_forms_mark_and_the_records_behind(
    workbench: Workbench, fill: Fill
) -> None:
    first, second = fill(stage="p", pupils="80", ways="meals"), fill(stage="p", pupils="81")
    figures = workbench.form_figures.of_month(Month(2026, 11))
    told = {f.column.name: [(ln.word, str(ln.cell)) for ln in f.lines] for f in figures}
    assert told == {
        "stage": [("小学", "2/2（100.0%）"), ("初中", "0/2（0.0%）")],
        "ways": [("食堂", "1"), ("资料", "0")],
        "pupils": [("", "80.50")],
    }  # fmt: skip
    mean = next(f for f in figures if f.column.name == "pupils").lines[0].cell
    assert {line.uid for line in workbench.months.behind(mean.uids)} == {first, second}
    (paper,) = workbench.document_trees.of(MonthPrint(month=Month(2026, 11)))
    assert "六、专项与量表" in [getattr(b, "text", "") for b in paper.blocks]
    assert workbench.form_figures.of_month(Month(2026, 10)) == ()
    (empty,) = workbench.document_trees.of(MonthPrint(month=Month(2026, 10)))
    assert "六、专项与量表" not in [getattr(b, "text", "") for b in empty.blocks]


def test_figures_of_forms_stay_as_they_were_locked_with_the_records_behind(
    workbench: Workbench, fill: Fill
) -> None:
    october = Month(2026, 10)
    first = fill(stage="p", pupils="80", date="2026-10-20")
    kept = workbench.form_figures.of_month(october)
    workbench.month_life.lock(october)
    second = fill(stage="j", pupils="90", date="2026-10-21")
    seen = workbench.form_figures.seen(october)
    assert (seen.figures, seen.counted_anew) == (kept, False)
    anew = workbench.form_figures.seen(october, now=True).figures
    assert anew == workbench.form_figures.of_month(october) != kept
    means = [
        next(f for f in figures if f.column.name == "pupils").lines[0].cell
        for figures in (seen.figures, anew)
    ]
    assert [(str(mean), set(mean.uids)) for mean in means] == [
        ("80.00", {first}), ("85.00", {first, second}),
    ]  # fmt: skip
    for now, number in ((False, "80.00"), (True, "85.00")):
        (paper,) = workbench.document_trees.of(MonthPrint(month=october, now=now))
        cells = {c for b in paper.blocks for row in getattr(b, "rows", ()) for c in row.cells}
        assert number in cells


def test_the_plan_of_a_campaign_that_names_a_form_tells_what_most_schools_failed(
    workbench: Workbench, complete: dict[str, Any], tmp_path: Path
) -> None:
    body = BODY.replace("<label>小学</label>", "<label>是</label>").replace(
        "<label>初中</label>", "<label>否</label>"
    ).replace("<label>学段</label>", "<label>3 ★作业公示</label>")  # fmt: skip
    workbench.form_versions.publish(package(tmp_path, xform(body=body)))
    name = "双减专项督导"
    plan = {"name": name, "theme": "双减", "form": "示范表单", "start": "2026-11-01",
            "end": "2026-11-30", "groups": [{"head": "督学01", "members": ["督学02", "督学03"],
            "schools": [SCHOOL, KINDERGARTEN]}]}  # fmt: skip
    entry = workbench.register_edit.new_from_json("campaign", plan).uid
    uid = workbench.visit_edit.new_from_json({**complete, "campaign": name}).uid
    row = workbench.forms.begin(uid, "demo").uid
    workbench.forms.set(row, "/data/base/school", SCHOOL)
    workbench.forms.set(row, "/data/base/stage", "j")
    workbench.visits.file(uid)
    found = workbench.campaigns.view(entry).findings
    assert (found.checklist, found.checked, found.is_form) == ("示范表单", 1, True)
    (failed,) = found.failures
    assert (failed.item.number, failed.item.text, failed.item.is_key) == ("3", "作业公示", True)
    assert failed.failed == ("示范区第3小学",)
    (form,) = workbench.form_campaigns.of_campaign(entry)
    assert (form.form, form.records) == ("demo", 1)
    wished = workbench.form_campaigns.wished(FormCountsPrint(form="demo", entry=entry))
    assert wished.missing == ("示范区第7幼儿园",)


def test_an_answer_at_the_foot_of_its_scale_and_marked_so_becomes_an_issue_once(
    workbench: Workbench, complete: dict[str, Any], tmp_path: Path
) -> None:
    instance = INSTANCE.replace("<remark/>", "<remark/><ok/><ok_note/><ok_by/><ok_grave/>")
    asked = (
        select("/data/base/ok", "1 作业公示", (("y", "符合"), ("n", "不符合")))
        + "".join(f'<input ref="/data/base/{n}"><label>{n}</label></input>'
                  for n in ("ok_note", "ok_by"))
        + select("/data/base/ok_grave", "程度", GRAVITY)
    )  # fmt: skip
    body = BODY.replace("</group>", f"{asked}</group>", 1)
    binds = f'{BINDS}<bind nodeset="/data/base/ok_by" type="date"/>'
    own = {"ok": {"台账": "问题"}, "ok_by": {"台账": "期限"}, "ok_grave": {"台账": "严重程度"}}
    path = package(tmp_path, xform(instance=instance, body=body, binds=binds), own=own)
    workbench.form_versions.publish(path)
    uid = workbench.visit_edit.new_from_json(complete).uid
    row = workbench.forms.begin(uid, "demo").uid
    before = len(workbench.visits.get(uid).issues)
    workbench.forms.set(row, "/data/base/ok", "y")
    for name, text in (("ok_by", "2099-01-01"), ("ok_grave", "serious")):
        workbench.forms.set(row, f"/data/base/{name}", text)
    assert len(workbench.visits.get(uid).issues) == before
    workbench.forms.set(row, "/data/base/ok", "n")
    assert workbench.form_filing.make_issues_of(row) == 1
    made = workbench.visits.get(uid).issues[-1]
    assert (made.description, made.severity) == ("1 作业公示：不符合", Severity.SERIOUS)
    assert str(made.deadline) == "2099-01-01"
    workbench.forms.set(row, "/data/base/ok_note", "栏里是上月的。")
    with pytest.raises(Exception, match="都已经在"):
        workbench.form_filing.make_issues_of(row)


# -- the 汇总表 ------------------------------------------------------------------------------------


def test_a_file_that_is_no_table_to_fill_is_refused_with_what_its_heads_need(
    workbench: Workbench, fill: Fill, tmp_path: Path
) -> None:
    book = Workbook()
    book.active["A1"] = "通讯录"  # type: ignore[index]
    path = tmp_path / "通讯录.xlsx"
    book.save(path)
    wish = FormCountsPrint(form="demo")
    with pytest.raises(InputError, match=r"没有认出要填的格子.*表头请写各项的序号或题目"):
        workbench.form_summary.mapping(path, wish)
    with pytest.raises(InputError, match=r"的后缀与“通讯录\.xlsx”不同"):
        workbench.form_summary.write(path, tmp_path / "b.docx", wish)
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04broken")
    with pytest.raises(InputError):
        workbench.form_summary.mapping(tmp_path / "坏.xlsx", wish)
    with pytest.raises(InputError, match=r"不是 \.xlsx 或 \.docx"):
        workbench.form_summary.mapping(tmp_path / "表.pdf", wish)


def test_a_table_of_word_is_filled_and_a_school_without_answers_is_told(
    workbench: Workbench, fill: Fill, tmp_path: Path
) -> None:
    fill(stage="p", pupils="80")

    def line(*texts: str) -> str:
        return tr(*(tc(p(text)) if text else tc() for text in texts))

    path, out = tmp_path / "汇总.docx", tmp_path / "填好.docx"
    rows = (line("学校", "学段", "学生数"), line("第3小学", "", ""), line("第7幼儿园", "", ""))
    path.write_bytes(word_file(p("汇总表") + tbl(*rows)))
    _, mapping = workbench.form_summary.write(path, out, FormCountsPrint(form="demo"))
    assert (mapping.filled, mapping.silent) == (2, ("第7幼儿园",))
    assert "填 2 格，2 格没有可填的，空着" in next(mapping.lines())
    told = [[cell.text for cell in row] for row in read_word_file(out).tables[0].rows]
    assert told[1:] == [["第3小学", "小学", "80"], ["第7幼儿园", "", ""]]


@examples(15)
@given(st.data())
def test_nothing_but_the_named_cells_of_a_workbook_changes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("b") / "a.xlsx"
    book = Workbook()
    page: Any = book.active
    texts = data.draw(st.lists(st.lists(st.sampled_from(["甲", "=1+1", None, 3]), min_size=2,
                                        max_size=4), min_size=1, max_size=4))  # fmt: skip
    for row in texts:
        page.append(row)
    page.append(["末", None])
    book.save(path)
    opened = SummaryBook(path)
    free = [(c.row, c.column) for c in opened.cells(0) if c.free]
    assume(free)
    row, column = data.draw(st.sampled_from(free))
    opened.put(0, row, column, 7)
    path.write_bytes(opened.content())
    after: Any = load_workbook(path).active
    for at, line in enumerate(texts):
        for place, text in enumerate(line):
            wanted = 7 if (at, place) == (row, column) else text
            assert after.cell(at + 1, place + 1).value == wanted
