"""What is done with talks, questionnaires and draws on the page of a record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.base.clock import local_datetime_text, local_time_text, parse_instant
from inspector_app.domain.interview import name_fault
from inspector_app.domain.lesson_draw import LessonDraw, is_true
from inspector_app.domain.questionnaire import SheetCounts, counts_fault
from inspector_app.services.wishes import (
    BlankLessonPrint,
    Copy,
    InterviewsPrint,
    QuestionnairesPrint,
    VisitPrint,
)
from inspector_app.ui.clock_key import KEY, insert_time
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.draw import ask_draw, show_draw
from inspector_app.ui.navigator import OpenChecklists, OpenForms
from inspector_app.ui.widgets.fields import LongText

if TYPE_CHECKING:
    from inspector_app.services.saved import Added
    from inspector_app.services.talks import Drawn, Imported
    from inspector_app.services.wishes import Wish
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.visit.surface import WrittenSurface
    from inspector_app.ui.widgets.row_list import RowList

_ANSWERS: Final = "答卷 (*.csv *.txt *.xlsx)"


class _Rows(Protocol):
    """The use cases of one kind of row."""

    def __call__(self, uid: str, name: str, value: Any, *, editing: str = "") -> Any:
        """Save one attribute."""
        ...


class TalkSteps(QObject):
    """Joins the rows of talks and questionnaires, and the draw, with what they do."""

    def __init__(
        self,
        page: WrittenSurface,
        widget: QWidget,
        desk: Desk,
        *,
        preview: Callable[[Wish], None],
    ) -> None:
        super().__init__(widget)
        self._page, self._widget, self._desk, self._sheet = page, widget, desk, page.sheet
        self._preview = preview
        self._told = ""
        talks = desk.talks
        sheet = page.sheet
        self._join(sheet.interviews, "interview", self.add_interview, talks.remove_interview)
        self._join(
            sheet.questionnaires, "questionnaire", self.add_questionnaire,
            talks.remove_questionnaire,
        )  # fmt: skip
        sheet.interviews.edited.connect(self._on_interview)
        sheet.questionnaires.edited.connect(self._on_questionnaire)
        sheet.interview_print_wanted.connect(self.print_interview)
        sheet.issue_from_talk_wanted.connect(self.make_issue)
        sheet.questionnaire_print_wanted.connect(self.print_questionnaire)
        sheet.answers_wanted.connect(self.load_answers)
        sheet.draw_shown.connect(self.show_draw)
        sheet.draw_button.clicked.connect(self.draw)
        sheet.blank_lesson.clicked.connect(self.print_blank_lesson)
        sheet.print_whole.clicked.connect(self.print_whole)
        sheet.checklists.clicked.connect(self.open_checklists)
        sheet.forms.clicked.connect(self.open_forms)
        for key, slot in (
            ("Ctrl+T", self.add_interview), ("Ctrl+G", self.add_questionnaire),
            ("Ctrl+Shift+I", self._make_current_issue), ("Ctrl+R", self.draw),
            ("Ctrl+K", self.open_checklists), ("Ctrl+Shift+K", self.open_forms),
            (KEY, self.insert_time),
        ):  # fmt: skip
            page.key(key, slot)

    def _join(
        self, rows: RowList, noun: str, add: Callable[[], None], remove: Callable[[str], Any]
    ) -> None:
        page, edit = self._page, self._desk.visit_edit
        rows.add_wanted.connect(add)
        rows.refused.connect(page.on_refused)
        rows.left.connect(lambda _uid, name: page.on_left(name))
        rows.removed.connect(lambda uid: page.saver.save(uid, partial(remove, uid)))
        rows.moved.connect(
            lambda uid, to: page.saver.save(
                uid, lambda: edit.move_row(noun, uid, to=to, editing=page.editing)
            )
        )
        for signal, slot in ((rows.undo_wanted, page.undo), (rows.redo_wanted, page.redo)):
            signal.connect(slot)

    # -- rows ------------------------------------------------------------------------------------

    def add_interview(self) -> None:
        """Add a talk and open it."""
        talks, uid = self._desk.talks, self._page.uid
        self._page.add_row(lambda: talks.add_interview(uid), self._sheet.interviews.open_row)

    def add_questionnaire(self) -> None:
        """Add a questionnaire and open it."""
        talks, uid = self._desk.talks, self._page.uid
        self._page.add_row(
            lambda: talks.add_questionnaire(uid), self._sheet.questionnaires.open_row
        )

    def _on_interview(self, uid: str, name: str, value: object) -> None:
        typed = value or None if name == "people" else value
        if name in {"name", "audience"} and self._is_refused(self._name_fault(uid, name, typed)):
            return
        self._save(self._desk.talks.set_interview, uid, name, typed)

    def _name_fault(self, uid: str, name: str, value: Any) -> str:
        """Say what a name of a pupil may be, before it goes anywhere."""
        record = self._page.record
        found = () if record is None else record.visit.interviews
        talk = next((talk for talk in found if talk.uid == uid), None)
        if talk is None:
            return ""
        audience = value if name == "audience" else talk.audience
        return name_fault(audience, value if name == "name" else talk.name)

    def _on_questionnaire(self, uid: str, name: str, value: Any) -> None:
        typed = SheetCounts(*value) if name == "counts" else value
        if name == "counts" and self._is_refused(counts_fault(typed)):
            return
        if name == "satisfaction" and typed is None:
            return
        self._save(self._desk.talks.set_questionnaire, uid, name, typed)

    def _is_refused(self, fault: str) -> bool:
        """Tell a fault on the page, or take away what was told of one that is mended."""
        notice = self._page.notice
        if self._told and notice.text == self._told:
            notice.hide()
        self._told = f"没有保存：{fault}。" if fault else ""
        if fault:
            self._page.on_refused(self._told)
        return bool(fault)

    def _save(self, work: _Rows, uid: str, name: str, value: object) -> None:
        editing = self._page.editing
        self._page.saver.save(f"{uid}.{name}", lambda: work(uid, name, value, editing=editing))

    def make_issue(self, uid: str) -> None:
        """Make an issue of what a talk complains of, and open it."""
        self._page.add_row(lambda: self._desk.talks.make_issue(uid), self._sheet.issues.open_row)

    def _make_current_issue(self) -> None:
        uid = self._sheet.interviews.current
        if uid:
            self.make_issue(uid)
        else:
            self._page.notice.tell("请先打开要转的那次访谈，再按 Ctrl+Shift+I。", kind="warn")

    # -- paper -----------------------------------------------------------------------------------

    def print_interview(self, uid: str) -> None:
        """Show 访谈记录表 of one talk as it prints."""
        self._print(
            self._sheet.interviews, uid, lambda at: InterviewsPrint(uid=self._page.uid, place=at)
        )

    def print_questionnaire(self, uid: str) -> None:
        """Show 问卷调查统计表 of one questionnaire as it prints."""
        self._print(
            self._sheet.questionnaires, uid,
            lambda at: QuestionnairesPrint(uid=self._page.uid, place=at),
        )  # fmt: skip

    def _print(self, rows: RowList, uid: str, wish: Callable[[int], Wish]) -> None:
        place = list(rows.cards).index(uid) + 1
        self._preview(wish(place))

    def print_blank_lesson(self) -> None:
        """Show an empty 听课记录表 with the number of this record."""
        self._preview(BlankLessonPrint(uid=self._page.uid))

    def print_whole(self) -> None:
        """Show the record as it prints with the confidential talks."""
        self._preview(VisitPrint(uid=self._page.uid, copy=Copy.FULL))

    # -- answers ---------------------------------------------------------------------------------

    def load_answers(self, uid: str) -> None:
        """Tally a file of answers into a questionnaire."""
        path = ask.open_file(self._widget, "导入答卷：第一行是题目，以下一行一份", _ANSWERS)
        if path is None:
            return
        page, editing = self._page, self._page.editing

        def done(loaded: Imported) -> None:
            page.kit.events.saved.emit(loaded.saved.at)
            page.notice.tell(f"导入了 {loaded.sheets} 份答卷，共 {loaded.questions} 题。")
            page.refresh()

        page.flush()
        page.saver.note()
        page.write(lambda: self._desk.talks.import_answers(uid, path, editing=editing), done)

    def open_checklists(self) -> None:
        """Go to the checklists of this record, after what is being typed is saved."""
        self._page.flush()
        self._page.kit.navigator.open(OpenChecklists(uid=self._page.uid))

    def open_forms(self) -> None:
        """Go to the forms of this record, after what is being typed is saved."""
        self._page.flush()
        self._page.kit.navigator.open(OpenForms(uid=self._page.uid))

    # -- draws -----------------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw classes from a list; what is drawn stays with the record."""
        record = self._page.record
        if record is None or not record.visit.is_editable:
            return
        self._page.flush()
        before = record.visit.draws
        listed = (
            "\n".join(",".join(each).rstrip(",") for each in before[-1].classes) if before else ""
        )
        wish = ask_draw(self._widget, classes=listed)
        if wish is None:
            return

        def done(drawn: Drawn) -> None:
            self._page.refresh()
            self.show_draw(drawn.draw)

        talks, uid = self._desk.talks, self._page.uid
        self._page.write(
            lambda: talks.draw(uid, wish.classes, count=wish.number, seed=wish.seed), done
        )

    def show_draw(self, draw: LessonDraw) -> None:
        """Show a draw, computed again, and offer to add what was drawn as lessons."""
        record = self._page.record
        editable = record is not None and record.visit.is_editable
        yes = "把抽中的加为听课" if editable else ""
        listed = "\n".join(f"{n} {each.words()}" for n, each in enumerate(draw.classes, start=1))
        if show_draw(self._widget, draw_text(draw), classes=listed, yes=yes) and editable:
            self._page.write(lambda: self._desk.talks.add_drawn(draw.uid), self._added)

    def _added(self, added: tuple[Added, ...]) -> None:
        self._page.kit.events.said.emit(f"已加 {len(added)} 节听课，听课方式是推门。")
        self._page.refresh()

    # -- the time of day -------------------------------------------------------------------------

    def insert_time(self) -> None:
        """Write the time of day into the long text that is being written."""
        field = QApplication.focusWidget()
        if isinstance(field, LongText):
            insert_time(field, self._now)
        else:
            self._page.kit.events.said.emit("光标在长文字里时，Ctrl+; 写上现在的时刻。")

    def _now(self) -> str:
        return local_time_text(self._desk.clock.now())[:5]


def draw_text(draw: LessonDraw) -> str:
    """Return a draw for people: when, from how many, by which seed, what was drawn."""
    at = local_datetime_text(parse_instant(draw.drawn_at))
    drawn = "\n".join(f"第 {place} 个　{draw.classes[place - 1].words()}" for place in draw.picked)
    same = "按名单和种子重算，结果相同。" if is_true(draw) else "按名单和种子重算，结果不同！"
    return f"{at}，名单 {len(draw.classes)} 个，种子 {draw.seed}，抽中：\n{drawn}\n{same}"
