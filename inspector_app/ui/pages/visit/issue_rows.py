"""五、亮点 and 六、问题: rows of the record."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.issue import Issue, IssueState
from inspector_app.domain.labels.issues import HANDLING_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.text_line import first_line
from inspector_app.domain.visit import Merit
from inspector_app.ui.lenient import Lean
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.progress import progress_button, show_next, standing
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.chips import ChoiceChips, SwitchChip
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.open_picker import OpenPicker
from inspector_app.ui.widgets.picker import Find
from inspector_app.ui.widgets.row_list import RowBody, RowList
from inspector_app.ui.widgets.rows import FormRow

# What stands behind a description is to be seen, too.
_SUMMED_UP: Final = 26
# The digit before each is its key.
_KEYED: Final = 8
CATEGORIES: Final = {
    code: f"{place} {name}" if place <= _KEYED else name
    for place, (code, name) in enumerate(TOPIC_SHORT_LABEL.items(), start=1)
}


class IssueBody(RowBody):
    """The fields of one 问题, and where it stands once the record is filed.

    Signals:
        told(): what happened to the issue is to be recorded.
    """

    told = Signal()

    def __init__(
        self, place: int, *, today: Callable[[], date], panel: PhotoPanel, units: Find
    ) -> None:
        super().__init__(noun="issue")
        self.panel = panel
        self._state = label("")
        self.tell = progress_button(Issue(uid=""))
        self.tell.clicked.connect(self.told)
        self._standing = FormRow("整改进展", _beside(self._state, self.tell))
        which = f"问题{place + 1}"
        form = self.form
        rows = (
            form.add("description", "问题描述", LongText(f"{which}：描述", lines=2)),
            form.add(
                "category",
                "类别",
                ChoiceChips(f"{which}：类别", list(CATEGORIES.items())),
                hint="1–8 与“督导事项”同序；幼儿园用后四项",
            ),
            form.add(
                "severity",
                "程度",
                ChoiceChips(f"{which}：程度", list(SEVERITY_LABEL.items())),
            ),
            form.add(
                "handling",
                "处理方式",
                ChoiceChips(f"{which}：处理方式", list(HANDLING_LABEL.items())),
                hint="不选时按程度：轻微现场反馈，一般整改通知，严重和隐患上报",
            ),
            form.add(
                "fixed_on_the_spot", "当场整改", SwitchChip(f"{which}：当场整改", "已当场整改")
            ),
            form.add(
                "witness",
                "见证人",
                LineField(f"{which}：当场整改的见证人"),
                hint="当场整改的，放整改前、整改后的照片，或写见证人",
            ),
            form.add("requirement", "整改要求", LongText(f"{which}：整改要求", lines=2)),
            form.add("responsible_unit", "责任单位", OpenPicker(f"{which}：责任单位", units)),
            form.add(
                "assisting_units",
                "配合单位",
                OpenPicker(f"{which}：配合单位", units, several=True),
                hint="要别的部门配合时填；按 ↓ 选成员单位，几个用、隔开",
            ),
            form.add("responsible", "责任人", LineField(f"{which}：责任人")),
            form.add(
                "deadline", "整改时限", DateField(f"{which}：整改时限", today, lean=Lean.FUTURE)
            ),
        )
        for row in rows:
            self.box.addWidget(row)
        self.box.addWidget(FormRow("问题照片", panel))
        self.box.addWidget(self._standing)
        self._standing.hide()

    @override
    def show_row(self, row: object, *, busy: QWidget | None) -> None:
        super().show_row(row, busy=busy)
        if isinstance(row, Issue):
            self._state.setText(standing(row))
            show_next(self.tell, row)

    def show_standing(self, *, counted: bool) -> None:
        """Show where the issue stands, if the record is in the 台账."""
        self._standing.setVisible(counted)


class MeritBody(RowBody):
    """The text of one 亮点."""

    def __init__(self, place: int) -> None:
        super().__init__(noun="merit")
        text = LongText(f"亮点{place + 1}", lines=2)
        self.box.addWidget(self.form.add("text", "亮点与经验", text))


def issue_list(
    today: Callable[[], date],
    make_panel: Callable[[str, int], PhotoPanel],
    tell: Callable[[str], None],
    units: Find,
) -> RowList:
    """Return the editor of 存在问题.

    Args:
        today: the day in China.
        make_panel: makes the pictures of the issue of a uid.
        tell: called with the uid of an issue whose progress is to be recorded.
        units: finds 成员单位 for who is responsible and who assists.
    """

    def make(uid: str, place: int) -> IssueBody:
        body = IssueBody(place, today=today, panel=make_panel(uid, place), units=units)
        body.told.connect(lambda: tell(uid))
        return body

    return RowList("问题", make, _issue_line, tip="Ctrl+I")


def merit_list() -> RowList:
    """Return the editor of 亮点与经验."""
    return RowList("亮点", lambda _uid, place: MeritBody(place), _merit_line, tip="Ctrl+M")


def _issue_line(place: int, row: object) -> str:
    if not isinstance(row, Issue):
        return ""
    parts = [
        "" if row.dates.state is IssueState.FOUND else standing(row),
        CATEGORIES.get(row.category, row.category).split(" ")[-1],
        SEVERITY_LABEL[row.severity] if row.severity else "",
        f"时限 {row.deadline.isoformat()}" if row.deadline else "",
        "当场整改" if row.fixed_on_the_spot else "",
    ]
    tail = "　".join(part for part in parts if part)
    return f"{place + 1}. {first_line(row.description, most=_SUMMED_UP) or '（未写描述）'}　{tail}"


def _merit_line(place: int, row: object) -> str:
    text = row.text if isinstance(row, Merit) else ""
    return f"{place + 1}. {first_line(text, most=_SUMMED_UP) or '（未写）'}"


def _beside(text: QWidget, pressed: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(text)
    row.addWidget(pressed)
    row.addStretch()
    return whole
