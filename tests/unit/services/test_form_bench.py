"""做表单: looked at, tried, compared with what was published, published, withdrawn."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import EnvironmentProblem, InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.services.form_bench import Look
from tests.form_sheets import AT, Sheets, row, whole
from tests.small_xlsx import write_xlsx
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

Change = Callable[[Sheets], None]


def asis(_: Sheets) -> None:
    """Change nothing."""


def version(text: str, change: Change = asis) -> Change:
    def both(sheets: Sheets) -> None:
        sheets["设置"][1][2] = text
        change(sheets)

    return both


def cell(number: int, column: str, value: Any) -> Change:
    return lambda sheets: sheets["题目"][number - 1].__setitem__(AT[column], value)


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write the small whole form with a change."""

    def write(change: Change = asis) -> Path:
        sheets = whole()
        change(sheets)
        return write_xlsx(tmp_path / "作业.xlsx", sheets)

    return write


@pytest.fixture
def look(workbench: Workbench, book: Callable[..., Path]) -> Callable[..., Look]:
    def at(change: Change = asis, answers: Any = None) -> Look:
        bench = workbench.form_bench
        return bench.look(bench.read(book(change)), answers)

    return at


@pytest.fixture
def publish(workbench: Workbench, book: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Publish the small form with a change; return the file that is handed on."""

    def at(change: Change = asis, name: str = "作业.form") -> Path:
        bench = workbench.form_bench
        return bench.publish(bench.read(book(change)), tmp_path / name).path

    return at


@pytest.fixture
def uid(workbench: Workbench) -> str:
    code = workbench.context.stores.schools.all()[0].code
    return workbench.visit_edit.new(school_code=code).uid


def said(look: Look) -> list[tuple[str, str, str]]:
    return [(line.kind.value, line.where, line.what) for line in look.lines]


def test_a_whole_form_can_be_published_and_tried_at_once(look: Callable[..., Look]) -> None:
    found = look()
    assert said(found) == []
    assert found.can_be_published
    assert found.trial is not None
    found.trial.set("/data/base/食堂", "有")
    assert found.trial.session.state("/data/base/eaters").relevant


def test_what_is_wrong_stands_at_its_cell_and_nothing_can_be_tried(
    look: Callable[..., Look],
) -> None:
    found = look(cell(5, "显示条件", "${食糖} = '有'"))
    (only,) = found.lines
    assert (only.kind, only.where, only.remedy) == ("wrong", "题目!F5", "是不是 ${食堂}？")
    assert found.trial is None
    assert not found.can_be_published


def test_answers_of_a_trial_are_carried_by_name_into_what_was_saved_since(
    look: Callable[..., Look],
) -> None:
    first = look().trial
    assert first is not None
    first.set("/data/base/食堂", "有")
    first.set("/data/base/eaters", "12")

    def reworked(sheets: Sheets) -> None:
        sheets["题目"].insert(18, sheets["题目"].pop(4))
        sheets["题目"].append(row(类型="文本", 名称="新题", 题目="新题"))

    second = look(reworked, first.answers()).trial
    assert second is not None
    assert second.session.value("/data/eaters") == "12"
    assert second.session.value("/data/新题") == ""


def test_a_form_is_published_here_and_written_as_a_file_to_hand_on(
    workbench: Workbench, publish: Callable[..., Path], look: Callable[..., Look]
) -> None:
    path = publish()
    (offered,) = workbench.form_versions.offered()
    assert (offered.form, offered.version) == ("zuoye", "2026.1")
    assert path.read_bytes() == workbench.form_versions.package("zuoye", "2026.1").content
    assert said(look()) == [("note", "设置!C2", "就是已经发布的 2026.1 版，没有改动")]
    kept = path.read_bytes()
    assert publish() == path
    assert path.read_bytes() == kept


def test_a_workbook_that_was_only_saved_anew_is_the_version_that_was_published(
    workbench: Workbench, publish: Callable[..., Path], look: Callable[..., Look], tmp_path: Path
) -> None:
    path = publish()
    found = look(lambda s: s.__setitem__("#随手记", [["改天再写"]]))
    assert [line.kind for line in found.lines] == ["note"]
    assert found.source is not None
    again = workbench.form_bench.publish(found.source, tmp_path / "再发.form")
    assert again.already
    assert again.path.read_bytes() == path.read_bytes()


def test_where_the_file_cannot_be_written_nothing_is_published(
    workbench: Workbench,
    publish: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(EnvironmentProblem, match="文件夹不存在"):
        publish(name="没有/作业.form")

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(EnvironmentProblem, match="磁盘已满"):
        publish()
    assert workbench.form_versions.offered() == ()
    assert list(tmp_path.glob("*.form")) == []


def test_a_published_version_never_takes_another_content(
    workbench: Workbench, publish: Callable[..., Path], look: Callable[..., Look], tmp_path: Path
) -> None:
    publish()
    changed = look(cell(15, "题目", "经过"))
    assert [(line.kind, line.where) for line in changed.lines] == [("wrong", "设置!C2")]
    assert changed.source is not None
    with pytest.raises(InputError, match="有 1 处不对"):
        workbench.form_bench.publish(changed.source, tmp_path / "never.form")


def test_another_form_of_the_same_title_is_told_before_it_is_published(
    publish: Callable[..., Path], look: Callable[..., Look]
) -> None:
    publish()
    (line,) = look(lambda s: s["设置"][1].__setitem__(1, "beide")).lines
    assert (line.kind, line.what) == ("wrong", "“作业检查”已经是表单 zuoye 的名称")


def test_what_a_new_version_changes_is_told_with_the_records_that_it_touches(
    workbench: Workbench, publish: Callable[..., Path], look: Callable[..., Look], uid: str
) -> None:
    publish()
    record = workbench.forms.begin(uid, "zuoye").uid
    workbench.forms.set(record, "/data/base/ways", "look ask")

    def change(sheets: Sheets) -> None:
        sheets["选项"].pop(3)
        sheets["题目"][14][AT["题目"]] = "经过"
        sheets["题目"][14][AT["必填"]] = "是"

    found = look(version("2026.2", change))
    assert found.before == "2026.1"
    assert found.can_be_published
    assert said(found) == [
        ("look", "题目!B15", "“经过”的必填或校验更严了；已经开始填的记录换到新版后可能要补"),
        ("look", "选项",
         "列表“方式”删去了选项“看”（look）；填过它的记录升级后要改选；1 份记录填过"),
        ("change", "题目!B15", "文字从“描述”改成“经过”"),
    ]  # fmt: skip


def test_a_name_must_not_come_back_with_another_type_than_it_ever_had(
    publish: Callable[..., Path], look: Callable[..., Look]
) -> None:
    publish()

    def without(sheets: Sheets) -> None:
        sheets["题目"].pop(17)

    publish(version("2026.2", without), "2.form")
    found = look(version("2026.3", cell(18, "类型", "整数")))
    assert not found.can_be_published
    assert "与 2026.1 版比：类型从“名单单选”改成“整数”" in found.lines[0].what


def test_a_list_of_names_that_the_form_brings_along_is_offered_wherever_it_is_filled_in(
    workbench: Workbench, book: Callable[..., Path], tmp_path: Path, uid: str
) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "教师.csv").write_text("name,label\nt1,教师01\nt2,教师02\n", "utf-8")
    bench = workbench.form_bench
    source = bench.read(book(cell(18, "类型", "名单单选 教师.csv")))
    tried = bench.look(source).trial
    assert tried is not None
    bench.publish(source, tmp_path / "作业.form")
    (tmp_path / "media" / "教师.csv").unlink()
    filled = workbench.forms.open(workbench.forms.begin(uid, "zuoye").uid).filling
    assert filled is not None
    for each in (tried, filled):
        choices = each.session.choices("/data/school")
        assert [choice.label for choice in choices] == ["教师01", "教师02"]


def test_a_lock_file_of_a_spreadsheet_program_is_named_for_what_it_is(
    workbench: Workbench, tmp_path: Path
) -> None:
    (tmp_path / "~$作业.xlsx").write_bytes(b"x")
    with pytest.raises(InputError, match="临时文件"):
        workbench.form_bench.read(tmp_path / "~$作业.xlsx")


def test_a_plain_sheet_is_published_and_its_next_version_compared_without_cells_it_has_not(
    workbench: Workbench, tmp_path: Path
) -> None:
    bench, path = workbench.form_bench, tmp_path / "班级.csv"
    text = "编号,ban\n版本,1\n名称,班级检查表\n序号,检查内容,选项\n1,门窗完好,是否\n"
    path.write_text(text, "utf-8")
    bench.publish(bench.read(path), tmp_path / "1.form")
    path.write_text(text.replace("门窗", "窗户"), "utf-8")
    same = bench.look(bench.read(path))
    assert said(same) == [("wrong", "版本", "版本 1 已经发布过，内容不同")]
    path.write_text(text.replace("门窗", "窗户").replace("版本,1", "版本,2"), "utf-8")
    assert said(bench.look(bench.read(path))) == [
        ("change", "", "文字从“1 门窗完好”改成“1 窗户完好”")
    ]


def test_what_was_saved_since_it_was_looked_at_is_not_published_unseen(
    workbench: Workbench, book: Callable[..., Path], tmp_path: Path
) -> None:
    bench = workbench.form_bench
    source = bench.read(book())
    book(cell(15, "题目", "换了一句话"))
    with pytest.raises(RefusedError, match="刚存过盘，还没有重读"):
        bench.publish(source, tmp_path / "作业.form")
    assert workbench.form_versions.listed() == ()


def test_a_published_file_is_no_source_and_says_where_it_goes(
    workbench: Workbench, publish: Callable[..., Path]
) -> None:
    with pytest.raises(InputError, match="取回工作簿"):
        workbench.form_bench.read(publish())


# -- Word ------------------------------------------------------------------------------------------


def test_a_word_file_is_tried_as_a_draft_mended_by_its_columns_and_never_published(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "检查表.docx"
    head = tr(*(tc(p(t)) for t in ("检查内容", "牵头单位", "掌握")))
    path.write_bytes(word_file(tbl(head, tr(tc(p("备课")), tc(p("教研室")), tc(p(""))))))
    bench = workbench.form_bench
    first = bench.read(path)
    path.unlink()
    choices = {(1, 2): ("方式", ""), (1, 3): ("结果", "好/差")}
    look = bench.look(bench.read_word_again(first, choices))
    assert look.is_draft
    assert look.trial is not None
    assert [c.value for c in look.trial.session.choices("/data/q1")] == ["好", "差"]
    assert look.source is not None
    with pytest.raises(RefusedError, match="请先存成工作簿"):
        bench.publish(look.source, tmp_path / "a.form")
    written = bench.write_draft(look.source, tmp_path / "草稿.xlsx")
    assert bench.look(bench.read(written.path)).can_be_published


# -- versions, withdrawn forms ---------------------------------------------------------------------


def test_an_old_version_is_looked_at_and_gives_its_workbook_and_its_file_back(
    workbench: Workbench, publish: Callable[..., Path], tmp_path: Path
) -> None:
    publish()
    first = (tmp_path / "作业.xlsx").read_bytes()
    publish(version("2026.2", cell(15, "题目", "经过")), "2.form")
    versions = workbench.form_versions
    assert [each.version for each in versions.versions("zuoye")] == ["2026.2", "2026.1"]
    old = workbench.form_bench.look_back("zuoye", "2026.1")
    assert old.trial is not None
    assert old.trial.label("/data/finding[1]/f_text") == "描述"
    new = workbench.form_bench.look_back("zuoye", "2026.2")
    assert (new.before, [line.what for line in new.lines]) == (
        "2026.1", ["文字从“描述”改成“经过”"],
    )  # fmt: skip
    back = versions.write_workbook("zuoye", "2026.1", tmp_path / "回来.xlsx").path
    assert back.read_bytes() == first
    again = versions.write_package("zuoye", "2026.1", tmp_path / "再发.form").path
    assert again.read_bytes() == (tmp_path / "作业.form").read_bytes()
    with pytest.raises(NotFoundError, match=r"有的是：2026\.2、2026\.1"):
        versions.package("zuoye", "9")


def test_a_withdrawn_form_begins_nothing_and_stays_where_it_was_begun(
    workbench: Workbench, publish: Callable[..., Path], uid: str
) -> None:
    publish()
    begun = workbench.forms.begin(uid, "zuoye").uid
    told = workbench.form_versions.withdraw("作业检查")
    assert (told.drafts, told.filed) == (1, 0)
    assert workbench.form_versions.offered() == ()
    assert [each.form for each in workbench.form_versions.listed() if each.withdrawn_at] == [
        "zuoye"
    ]
    other = workbench.visit_edit.new(school_code=workbench.context.stores.schools.all()[1].code)
    assert workbench.forms.of_record(other.uid).fresh == ()
    with pytest.raises(RefusedError, match="已经停用，没有加到记录里"):
        workbench.forms.begin(other.uid, "zuoye")
    assert workbench.forms.begin(uid, "zuoye").uid == begun
    workbench.forms.set(begun, "/data/base/食堂", "有")
    workbench.form_versions.restore("zuoye")
    assert workbench.forms.begin(other.uid, "zuoye").uid
