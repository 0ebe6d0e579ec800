"""推门听课抽签: a list of classes, how many, and the seed."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.domain.lesson_draw import draw_fault, read_classes
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.counts import CountField
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.rows import FormRow

_TEXT = (
    "名单一行一个班级，后面可以用逗号接学科、教师、节次，也可以从 Excel 粘贴。"
    "名单、种子、时间和结果都留在这份记录里，以后可以当面重算，结果一定相同。"
)


class DrawWish(NamedTuple):
    """What is to be drawn."""

    classes: str
    number: int
    seed: str


class _DrawQuestion(Question):
    """The list, the number and the seed; what is wrong with them stands below."""

    def __init__(self, parent: QWidget, classes: str) -> None:
        super().__init__(parent, "推门听课抽签", _TEXT, yes="抽签", width=560)
        hint = "三年级1班,语文,,第2节\n三年级2班\n四年级1班"
        self.classes = LongText("班级名单", lines=7, limit=20_000, hint=hint)
        self.classes.setPlainText(classes)
        self.count = CountField("抽几个")
        self.count.show_value(1)
        self.seed = LineField("种子", hint="不写就随机取一个；也可以请学校当场报一个数")
        self.seed.setMaxLength(40)
        self._fault = label("", kind="small")
        self._fault.setWordWrap(True)
        for title, field in (("名单", self.classes), ("抽几个", self.count), ("种子", self.seed)):
            self.body.addWidget(FormRow(title, field))
        self.body.addWidget(self._fault)
        self.finish()
        self.classes.textChanged.connect(self._look)
        self.count.edited.connect(lambda _number: self._look())
        self._look()
        self.classes.setFocus()

    def _look(self) -> None:
        classes = read_classes(self.classes.toPlainText())
        fault = draw_fault(classes, self.count.value())
        self._fault.setText(fault or f"从 {len(classes)} 个班级里抽 {self.count.value()} 个。")
        self.yes.setEnabled(not fault)


def ask_draw(parent: QWidget, *, classes: str = "") -> DrawWish | None:
    """Ask what is to be drawn; ``classes`` is the list to begin with; ``None`` when given up."""
    question = _DrawQuestion(parent, classes)
    if not run(question):
        return None
    return DrawWish(
        question.classes.toPlainText(), question.count.value(), question.seed.text().strip()
    )


class _ShownDraw(Question):
    """A draw as it is kept, with its whole list."""

    def __init__(self, parent: QWidget, text: str, classes: str, *, yes: str) -> None:
        super().__init__(parent, "推门听课抽签", text, yes=yes, no="关闭", width=560)
        listed = LongText("班级名单", lines=6, limit=20_000)
        listed.setPlainText(classes)
        listed.setReadOnly(True)
        self.body.addWidget(FormRow("名单", listed))
        self.yes.setVisible(bool(yes))
        self.finish()


def show_draw(parent: QWidget, text: str, *, classes: str, yes: str = "") -> bool:
    """Show a draw and say whether ``yes``, where there is any, was pressed."""
    return run(_ShownDraw(parent, text, classes, yes=yes))
