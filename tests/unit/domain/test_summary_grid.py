"""A 汇总表 of an office: which cell takes which answer."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.summary_grid import (
    TOTAL,
    GridCell,
    Shape,
    SummaryItem,
    SummaryPlan,
    Target,
    plan_of,
)

ITEMS = (
    SummaryItem("q1", "1 每天的作业在校内公示", ("是", "否")),
    SummaryItem("q1_note", "1 备注"),
    SummaryItem("q2", "2 ★不给家长布置作业", ("是", "否")),
    SummaryItem("q3", "3 课后服务每天两小时", ("好", "中", "差")),
)
SCHOOLS = {"第一小学": "1", "第二小学": "2", "第三小学": "3"}


def grid(*rows: tuple[str | None, ...]) -> list[GridCell]:
    """Return cells; ``None`` is empty and free, "" is empty and not."""
    return [
        GridCell(at, place, text or "", free=text is None)
        for at, row in enumerate(rows)
        for place, text in enumerate(row)
    ]


def plan(cells: list[GridCell]) -> SummaryPlan:
    return plan_of(cells, ITEMS, lambda text: SCHOOLS.get(text, ""))


def test_schools_go_down_and_items_across_by_their_words_or_their_numbers() -> None:
    found = plan(
        grid(
            ("序号", "学校", "每天的作业在校内公示", "2", "第3项", "食堂"),
            ("1", "第一小学", None, None, None, None),
            ("2", "第二小学", None, "手写的", None, None),
            ("3", "外区小学", None, None, None, None),
            ("", "合计", "", "", "", ""),
        )
    )
    assert found.shape is Shape.SCHOOLS_DOWN
    assert [name for _, name in found.items] == ["q1", "q2", "q3"]
    assert len(found.targets) == 5
    assert found.taken == (Target(2, 3, "2", "q2"),)
    assert found.unknown == ("食堂", "外区小学")


def test_a_head_over_several_columns_is_that_of_each_choice_below_it() -> None:
    cells = [
        GridCell(0, 0, "学校", rows=2), GridCell(0, 1, "1.作业公示", columns=2),
        GridCell(0, 3, "3、课后服务每天两小时", columns=2),
        *(GridCell(1, at, word) for at, word in enumerate(("是", "否", "好", "差"), 1)),
        GridCell(2, 0, "第一小学"), *(GridCell(2, at, "", free=True) for at in range(1, 5)),
    ]  # fmt: skip
    found = plan(cells)
    told = [(t.column, t.item, t.word) for t in found.targets]
    assert told == [(3, "q3", "好"), (4, "q3", "差")]
    assert found.unknown == ("是", "否")
    renamed = [c._replace(text="1.每天的作业在校内公示") if c.column == 1 and not c.row else c
               for c in cells]  # fmt: skip
    assert [t.word for t in plan(renamed).targets] == ["是", "否", "好", "差"]


def test_items_go_down_and_schools_across() -> None:
    found = plan(
        grid(
            ("检查内容", "第一小学", "第三小学", "外区小学"),
            ("1.每天的作业在校内公示", None, None, None),
            ("2.不给家长布置作业", None, "", None),
        )
    )
    assert found.shape is Shape.SCHOOLS_ACROSS
    assert found.targets == (
        Target(1, 1, "1", "q1"), Target(2, 1, "1", "q2"), Target(1, 2, "3", "q1"),
    )  # fmt: skip
    assert found.taken == (Target(2, 2, "3", "q2"),)
    assert found.unknown == ("外区小学",)


def test_columns_count_answers_and_shares_where_no_school_is_named() -> None:
    found = plan(
        grid(
            ("检查内容", "是", "否", "否占比", "学校数", "好"),
            ("1 每天的作业在校内公示", None, None, None, None, None),
            ("3 课后服务每天两小时", None, None, None, None, None),
        )
    )
    assert found.shape is Shape.COUNTS
    told = {(t.row, t.column): (t.word, t.share) for t in found.targets}
    assert told == {
        (1, 1): ("是", False), (1, 2): ("否", False), (1, 3): ("否", True),
        (1, 4): (TOTAL, False), (2, 4): (TOTAL, False), (2, 5): ("好", False),
    }  # fmt: skip


def test_items_across_and_counts_down_are_the_same_table_turned() -> None:
    found = plan(grid(("结果", "2.不给家长布置作业", "3"), ("是", None, None), ("差", None, None)))
    assert found.shape is Shape.COUNTS_ACROSS
    assert {(t.row, t.column, t.word) for t in found.targets} == {(1, 1, "是"), (2, 2, "差")}


def test_a_head_that_is_like_several_items_is_the_one_of_its_number() -> None:
    items = [SummaryItem(f"q{n}", f"{n} 学校落实第{n}号文件的具体要求") for n in (1, 2)]
    cells = grid(
        ("学校", "2.学校落实第2号文件的要求", "学校落实文件的具体要求"), ("第一小学", None, None)
    )
    found = plan_of(cells, items, lambda text: SCHOOLS.get(text, ""))
    assert [target.item for target in found.targets] == ["q2"]
    assert found.unknown == ("学校落实文件的具体要求",)


def test_a_merged_cell_takes_the_answer_of_its_first_row_only() -> None:
    cells = [
        GridCell(0, 0, "学校"), GridCell(0, 1, "1"), GridCell(1, 0, "第一小学"),
        GridCell(2, 0, "第二小学"), GridCell(1, 1, "", free=True, rows=2),
    ]  # fmt: skip
    assert plan(cells).targets == (Target(1, 1, "1", "q1"),)


def test_a_table_about_something_else_takes_nothing() -> None:
    assert plan(grid(("姓名", "电话"), ("督学01", None))) == SummaryPlan(shape=None)


@given(st.permutations(list(SCHOOLS)), st.permutations([0, 1, 2]), st.booleans())
def test_whatever_the_order_each_cell_takes_the_answer_of_its_own_heads(
    schools: list[str], places: list[int], turned: bool
) -> None:
    heads = [("1", "q1"), ("不给家长布置作业", "q2"), ("第3项", "q3")]
    order = [heads[place] for place in places]
    rows = [("学校", *(text for text, _ in order)), *((name, None, None, None) for name in schools)]
    cells = grid(*rows)
    if turned:
        cells = [c._replace(row=c.column, column=c.row) for c in cells]
    found = plan(cells)
    at = {(c.row, c.column): c.text for c in cells}
    for target in found.targets:
        side = at[(0, target.column)] if turned else at[(target.row, 0)]
        head = at[(target.row, 0)] if turned else at[(0, target.column)]
        assert SCHOOLS[side] == target.school
        assert dict(heads)[head] == target.item
    assert len(found.targets) == 9


def test_an_item_to_count_that_the_form_has_not_is_told_and_what_is_no_item_is_not() -> None:
    found = plan(
        grid(
            ("检查内容", "是", "否", "学校数"),
            ("1 每天的作业在校内公示", None, None, None),
            ("消防", None, None, None),
            ("2 不给家长布置作业", None, None, None),
            ("合计", None, None, None),
            ("填表人：", None, None, None),
        )
    )
    assert found.shape is Shape.COUNTS
    assert found.unknown == ("消防",)
