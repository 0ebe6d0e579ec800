"""Tables of a form that take one thing a row: an issue, an item that was looked at, a lesson."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.paper_places import FieldWords, Place, Where, field_words, plain_label
from inspector_app.domain.summary_grid import GridCell

ISSUES, ITEMS, LESSONS = "rows", "items", "lessons"
_FEWEST_COLUMNS: Final = 2


class RowKind(NamedTuple):
    """What a row may be of.

    Attributes:
        main: the column that says what a row is about; ``filled`` the one that is empty in each.
        needs: columns without which rows are of something else.
    """

    field: str
    label: str
    columns: tuple[FieldWords, ...]
    main: str
    filled: str
    needs: frozenset[str]


_NUMBER: Final = field_words("number", "序号", "序")
ROW_KINDS: Final = (
    RowKind(
        LESSONS, "听课逐行",
        (
            _NUMBER,
            field_words("period", "节次", "第几节"),
            field_words("class", "班级", "年级班级", "听课班级", "年级（班级）", "年级"),
            field_words("subject", "学科", "科目", "听课学科"),
            field_words("teacher", "授课教师", "教师", "任课教师", "执教教师", "授课人"),
            field_words("topic", "课题", "授课内容", "教学内容", "课题名称"),
            field_words("listener", "听课人", "听课督学"),
            field_words("grade", "等级", "评价等级", "评价", "综合评价", "课堂评价"),
            field_words("advice", "建议", "意见建议", "评课意见", "评价意见"),
        ),
        "subject", "subject", frozenset({"subject", "teacher"}),
    ),
    RowKind(
        ITEMS, "督导内容逐行",
        (
            _NUMBER,
            field_words("item", "督导内容", "督导事项", "督导项目", "检查内容", "检查项目",
                   "督查内容", "督导要点", "检查要点", "项目", "内容", "督导重点"),
            field_words("finding", "督导情况", "检查情况", "督查情况", "情况记录", "督导记录",
                   "检查结果", "督导结果", "落实情况", "完成情况", "情况", "督导情况记录",
                   "现场情况", "结果"),
            field_words("issues", "存在问题", "发现问题", "问题", "存在的问题", "主要问题"),
            field_words("advice", "整改要求", "整改建议", "意见建议", "整改意见", "处理意见"),
            field_words("remark", "备注", "说明"),
        ),
        "item", "finding", frozenset({"item", "finding"}),
    ),
    RowKind(
        ISSUES, "问题逐行",
        (
            _NUMBER,
            field_words("issue_number", "问题编号", "编号"),
            field_words("category", "类别", "问题类别", "督导事项", "问题类型", "督导内容",
                   "督导项目"),
            field_words(
                "description", "问题描述", "存在问题", "存在的问题", "发现问题", "具体问题", "问题",
                "问题表现", "问题清单", "主要问题", "存在的主要问题", "问题内容",
            ),
            field_words("severity", "严重程度", "程度", "问题程度"),
            field_words("requirement", "整改要求", "整改措施", "整改意见", "整改建议", "整改内容"),
            field_words("deadline", "整改时限", "整改期限", "完成时限", "时限", "期限", "完成时间"),
            field_words("unit", "责任单位", "责任部门"),
            field_words("person", "责任人", "整改责任人"),
        ),
        "description", "description", frozenset({"description"}),
    ),
)  # fmt: skip
ROW_KIND: Final[Mapping[str, RowKind]] = {kind.field: kind for kind in ROW_KINDS}
ROW_LABEL: Final[Mapping[str, str]] = {kind.field: kind.label for kind in ROW_KINDS}


class FormRows(NamedTuple):
    """Rows below heads: the sheet, the rows, and what the columns hold."""

    kind: str
    sheet: int
    rows: tuple[int, ...]
    columns: Mapping[int, str]

    @property
    def place(self) -> Place:
        """The rows as a place of the form."""
        words = {each.field: each.label for each in ROW_KIND[self.kind].columns}
        said = "、".join(words[field] for field in self.columns.values())
        return Place(self.kind, "rows", Where(self.sheet, self.rows[0], 0, 0), said=said,
                     columns=tuple(self.columns.items()))  # fmt: skip


def column_called(kind: str, word: str) -> str | None:
    """Return what a column of such rows holds by a word for it, ``None`` for none."""
    wanted = plain_label(word)
    for column in ROW_KIND[kind].columns:
        if word == column.field or wanted in map(plain_label, column.labels):
            return column.field
    return None


def form_rows(
    grids: Sequence[Sequence[GridCell]], kinds: Sequence[str] = tuple(ROW_LABEL)
) -> Iterator[FormRows]:
    """Yield the tables that take something a row, the first of each kind."""
    seen: set[str] = set()
    for sheet, cells in enumerate(grids):
        by_row: dict[int, list[GridCell]] = {}
        for cell in cells:
            by_row.setdefault(cell.row, []).append(cell)
        for heads in (by_row[row] for row in sorted(by_row)):
            found = _rows_under(sheet, cells, heads, kinds)
            if found is not None and found.kind not in seen:
                seen.add(found.kind)
                yield found


def rows_of(cells: Sequence[GridCell], place: Place) -> tuple[int, ...]:
    """Return the rows of a place as they are now."""
    kind = ROW_KIND[place.field]
    columns = dict(place.columns)
    return _rows_from(cells, place.where.row, columns, kind)


def _rows_under(
    sheet: int, cells: Sequence[GridCell], heads: Sequence[GridCell], kinds: Sequence[str]
) -> FormRows | None:
    # Beside a label that takes something there is an empty cell: beside a head there is none.
    if any(cell.free for cell in heads):
        return None
    below = max(cell.row + cell.rows for cell in heads)
    for kind in ROW_KINDS:
        if kind.field not in kinds:
            continue
        columns = _columns(kind, heads)
        if len(columns) < _FEWEST_COLUMNS or not kind.needs <= set(columns.values()):
            continue
        rows = _rows_from(cells, below, columns, kind)
        if rows:
            return FormRows(kind.field, sheet, rows, columns)
    return None


def _columns(kind: RowKind, heads: Sequence[GridCell]) -> dict[int, str]:
    """Return what the columns hold; of two that say the same (项目, 内容) the one behind."""
    found: dict[str, int] = {}
    for cell in sorted(heads):
        field = column_called(kind.field, cell.text)
        if field is not None:
            found[field] = cell.column
    return {column: field for field, column in found.items()}


def _rows_from(
    cells: Sequence[GridCell], first: int, columns: Mapping[int, str], kind: RowKind
) -> tuple[int, ...]:
    """Return the rows from one on in which the column to be filled is empty."""
    at = {(cell.row, cell.column): cell for cell in cells}
    filled = next((c for c, field in columns.items() if field == kind.filled), None)
    main = next((c for c, field in columns.items() if field == kind.main), None)
    if filled is None:
        return ()
    found: list[int] = []
    row = first
    while (cell := at.get((row, filled))) is not None and cell.free:
        if main is not None and (row, main) not in at:
            break
        found.append(row)
        row += 1
    return tuple(found)


def printed(cells: Sequence[GridCell], place: Place, rows: Sequence[int]) -> Mapping[int, str]:
    """Return what the form itself says in the rows of a place about what they are."""
    main = ROW_KIND[place.field].main
    column = next((c for c, field in place.columns if field == main), None)
    texts = {(cell.row, cell.column): cell.text for cell in cells}
    return {row: said for row in rows if column is not None and (said := texts.get((row, column)))}
