"""访谈 and 问卷 of the visit, each a record of its own."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from inspector_app.base.override import override
from inspector_app.domain.interview import Interview
from inspector_app.domain.labels.talks import (
    AUDIENCE_LABEL,
    INTERVIEW_WAY_LABEL,
    RESPONDENTS_LABEL,
    SATISFACTION_RULE_LABEL,
)
from inspector_app.domain.question_text import QUESTIONS_LIMIT, question_faults, satisfaction_shares
from inspector_app.domain.questionnaire import (
    Questionnaire,
    percent,
    return_rate,
    valid_rate,
)
from inspector_app.domain.text_line import first_line
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.chips import ChoiceChips, SwitchChip
from inspector_app.ui.widgets.counts import CountField, CountsGrid
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.row_list import RowBody, RowList

_QUESTIONS_HINT: Final = (
    "一行一题，选项和份数用 | 隔开：\n单选 对食堂满意吗 | 满意 30 | 基本满意 12 | 不满意 3\n"
    "开头写 单选、多选、量表 或 填空；也可以按“导入答卷…”从 CSV 计数"
)


class NameLine(LineField):
    """A name, sent out when it is left: half a 代称 is none yet."""

    @override
    def _on_changed(self) -> None:
        """Wait until the field is left."""


class InterviewBody(RowBody):
    """The fields of one 访谈记录.

    Signals:
        print_wanted(): its 访谈记录表 is to be seen and printed.
        issue_wanted(): what it complains of is to become an issue.
    """

    print_wanted = Signal()
    issue_wanted = Signal()

    def __init__(self, place: int) -> None:
        super().__init__(noun="interview")
        self._which = f"访谈{place + 1}"
        self.to_issue = button(
            "转为问题", kind="link", tip="Ctrl+Shift+I：把“反映的问题”加到“存在问题”，不带谁说的",
            name=f"{self._which}：转为问题",
        )  # fmt: skip
        self.print = button("打印…", kind="link", name=f"{self._which}：打印访谈记录")
        self.to_issue.clicked.connect(self.issue_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.beside = (self.to_issue, self.print)
        self._add_who()
        self._add_words()

    def _put(self, name: str, title: str, field: QWidget, *, hint: str = "") -> None:
        self.box.addWidget(self.form.add(name, title, field, hint=hint))

    def _add_who(self) -> None:
        which = self._which
        audience = ChoiceChips(f"{which}：对象类别", list(AUDIENCE_LABEL.items()))
        self._put("audience", "对象类别", audience)
        ways = ChoiceChips(f"{which}：方式", list(INTERVIEW_WAY_LABEL.items()))
        self._put("way", "方式", ways)
        self._put("people", "人数", CountField(f"{which}：人数"))
        away = SwitchChip(f"{which}：回避", "应回避的人员已回避")
        hint = "学生、家长座谈，管理人员和教师回避；教师座谈，管理人员回避"
        self._put("withdrawn", "回避", away, hint=hint)
        secret = SwitchChip(f"{which}：保密", "保密：不印、不交学校，内容不上报")
        self._put("confidential", "保密", secret)

    def _add_words(self) -> None:
        which = self._which
        name = NameLine(f"{which}：姓名（代称）", hint="可以不写；学生只写代称，如 学生甲")
        self._put("name", "姓名或代称", name)
        details = LineField(f"{which}：性别年级等", hint="如 三年级女生 2 名")
        self._put("details", "性别年级等", details)
        self._put("outline", "提纲", LongText(f"{which}：提纲", lines=2))
        self._put("points", "要点", LongText(f"{which}：要点", lines=3, limit=10_000))
        self._put("problems", "反映的问题", LongText(f"{which}：反映的问题", lines=2))

    @override
    def show_row(self, row: object, *, busy: QWidget | None) -> None:
        super().show_row(row, busy=busy)
        if isinstance(row, Interview):
            self.to_issue.setEnabled(bool(row.problems.strip()))

    @override
    def lock(self, *, locked: bool) -> None:
        super().lock(locked=locked)
        self.to_issue.setVisible(not locked)


class QuestionnaireBody(RowBody):
    """The fields of one 问卷, and its rates as they are now.

    Signals:
        print_wanted(): its 问卷调查统计表 is to be seen and printed.
        import_wanted(): answers are to be taken over from a file.
    """

    print_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, place: int) -> None:
        super().__init__(noun="questionnaire")
        which = f"问卷{place + 1}"
        self.load = button("导入答卷…", kind="link", name=f"{which}：导入答卷",
                           tip="CSV 或 Excel：第一行是题目，以下一行一份答卷")  # fmt: skip
        self.print = button("打印…", kind="link", name=f"{which}：打印问卷统计")
        self.load.clicked.connect(self.import_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.beside = (self.load, self.print)
        self.rates = _small()
        self.faults = _small()
        self._put("theme", "主题", LineField(f"{which}：主题", hint="如 课后服务满意度"))
        respondents = ChoiceChips(f"{which}：对象", list(RESPONDENTS_LABEL.items()))
        self._put("respondents", "对象", respondents)
        self._counts = CountsGrid(
            f"{which}：份数", [("sent", "发放"), ("returned", "回收"), ("valid", "有效")]
        )
        row = self.form.add("counts", "份数", self._counts, show=self._show_counts)
        self.box.addWidget(row)
        self.box.addWidget(self.rates)
        text = LongText(f"{which}：题目", lines=4, limit=QUESTIONS_LIMIT, hint=_QUESTIONS_HINT)
        self._put("questions", "题目", text)
        self.box.addWidget(self.faults)
        rules = ChoiceChips(f"{which}：满意度算法", list(SATISFACTION_RULE_LABEL.items()))
        self._put("satisfaction", "满意度算", rules)

    def _put(self, name: str, title: str, field: QWidget) -> None:
        self.box.addWidget(self.form.add(name, title, field))

    def _show_counts(self, sheets: Questionnaire) -> None:
        self._counts.show_values(sheets.counts)

    @override
    def show_row(self, row: object, *, busy: QWidget | None) -> None:
        super().show_row(row, busy=busy)
        if isinstance(row, Questionnaire):
            self.rates.setText(rates_text(row))
            faults = question_faults(row.questions, valid=row.counts.valid)
            self.faults.setText("\n".join(f"▲ {fault}" for fault in faults))
            self.faults.setVisible(bool(faults))

    @override
    def lock(self, *, locked: bool) -> None:
        super().lock(locked=locked)
        self.load.setVisible(not locked)


def rates_text(sheets: Questionnaire) -> str:
    """Return the rates of a questionnaire on one line."""
    counts = sheets.counts
    parts = [f"回收率 {percent(return_rate(counts))}", f"有效率 {percent(valid_rate(counts))}"]
    parts += [
        f"第{place}题满意度 {percent(share)}"
        for place, share in enumerate(satisfaction_shares(sheets), start=1)
        if share is not None
    ]
    return "　".join(parts)


def interview_list(print_one: Callable[[str], None], to_issue: Callable[[str], None]) -> RowList:
    """Return the editor of 访谈记录.

    Args:
        print_one: called with the uid of a talk whose form is to be printed alone.
        to_issue: called with the uid of a talk whose complaint is to become an issue.
    """

    def make(uid: str, place: int) -> InterviewBody:
        body = InterviewBody(place)
        body.print_wanted.connect(lambda: print_one(uid))
        body.issue_wanted.connect(lambda: to_issue(uid))
        return body

    return RowList("访谈", make, _interview_line, tip="Ctrl+T")


def questionnaire_list(print_one: Callable[[str], None], load: Callable[[str], None]) -> RowList:
    """Return the editor of 问卷.

    Args:
        print_one: called with the uid of a questionnaire that is to be printed alone.
        load: called with the uid of one that answers are to be taken over into.
    """

    def make(uid: str, place: int) -> QuestionnaireBody:
        body = QuestionnaireBody(place)
        body.print_wanted.connect(lambda: print_one(uid))
        body.import_wanted.connect(lambda: load(uid))
        return body

    return RowList("问卷", make, _questionnaire_line, tip="Ctrl+G")


def _interview_line(place: int, row: object) -> str:
    if not isinstance(row, Interview):
        return ""
    parts = [
        AUDIENCE_LABEL[row.audience] if row.audience else "",
        INTERVIEW_WAY_LABEL[row.way] if row.way else "",
        f"{row.people}人" if row.people else "",
        "保密" if row.confidential else "不保密",
        first_line(row.points, most=14),
    ]
    return f"{place + 1}. {'　'.join(part for part in parts if part)}"


def _questionnaire_line(place: int, row: object) -> str:
    if not isinstance(row, Questionnaire):
        return ""
    counts = row.counts
    parts = [
        first_line(row.theme, most=14),
        RESPONDENTS_LABEL[row.respondents] if row.respondents else "",
        f"发{counts.sent} 收{counts.returned} 有效{counts.valid}" if counts.sent else "",
    ]
    return f"{place + 1}. {'　'.join(part for part in parts if part) or '（未写）'}"


def _small() -> QLabel:
    words = label("", kind="small")
    words.setWordWrap(True)
    words.setIndent(96)
    return words
