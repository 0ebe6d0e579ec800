"""The form of a record as a whole: its parts, where each field stands, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.clock import Clock, local_time_text
from inspector_app.base.errors import Problem
from inspector_app.base.override import override
from inspector_app.domain.labels.issues import DISPOSITION_LABEL
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, MethodCounts
from inspector_app.ui.finders import (
    campaign_finder,
    person_finder,
    school_finder,
    task_finder,
    unit_finder,
)
from inspector_app.ui.page import Kit
from inspector_app.ui.pages.visit.basics import (
    AdviceSection,
    BasicsSection,
    Finders,
    MattersSection,
    NarrativeSection,
)
from inspector_app.ui.pages.visit.draw_lines import DrawLines
from inspector_app.ui.pages.visit.gaps import Spot, spots_of
from inspector_app.ui.pages.visit.issue_rows import IssueBody, issue_list, merit_list
from inspector_app.ui.pages.visit.lesson_rows import LessonBody, lesson_list
from inspector_app.ui.pages.visit.side import SectionList
from inspector_app.ui.pages.visit.signing import SigningSection
from inspector_app.ui.pages.visit.talk_rows import (
    interview_list,
    questionnaire_list,
)
from inspector_app.ui.pages.visit.walk import RecordWalk
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import button, scaled
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.chips import SwitchChip
from inspector_app.ui.widgets.enter_walk import EnterWalk
from inspector_app.ui.widgets.fields import NOUN, LongText
from inspector_app.ui.widgets.picker import Choice
from inspector_app.ui.widgets.rows import Section
from inspector_app.ui.widgets.scrolled import ScrolledColumn

if TYPE_CHECKING:
    from inspector_app.services.visit_views import VisitRecord
    from inspector_app.ui.desk import Desk

PARTS_FROM_WIDTH: Final = 380
# The parts of the form that a 同行登记 has, and its fields in the first of them.
_OF_ENTRY: Final = frozenset({0, 3})
_FIELDS_OF_ENTRY: Final = frozenset({"school_code", "visited_on", "session", "lead_id"})
_SECTION_OF_ROWS: Final = {
    "lessons": 3,
    "interviews": 3,
    "questionnaires": 3,
    "merits": 4,
    "issues": 5,
}


class Sheet(EnterWalk):
    """All fields of a record in the order of the printed form, and the list of its parts.

    Attributes:
        parts_from: how wide it must be to show that list, where something stands beside it.

    Signals:
        progress_wanted(str): what happened to the issue of this uid is to be recorded.
        lesson_print_wanted(str), interview_print_wanted(str), questionnaire_print_wanted(str): the
            form of the row of this uid is to be printed.
        issue_from_talk_wanted(str): the complaint of the talk of this uid is to become an issue.
        answers_wanted(str): answers are to be taken over into the questionnaire of this uid.
        draw_shown(object): a ``LessonDraw`` is to be shown.
    """

    progress_wanted = Signal(str)
    lesson_print_wanted = Signal(str)
    interview_print_wanted = Signal(str)
    questionnaire_print_wanted = Signal(str)
    issue_from_talk_wanted = Signal(str)
    answers_wanted = Signal(str)
    draw_shown = Signal(object)

    def __init__(
        self, kit: Kit, desk: Desk, uid: str, *, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kit, self._uid, self._photo_service = kit, uid, desk.photos
        self._names: dict[str, str] = {}
        self._is_entry, self.parts_from = False, 0
        self._day: date | None = None
        self.form = Form(self)
        self.setProperty(NOUN, "visit")
        people = person_finder(kit.jobs, desk.people)
        units = unit_finder(kit.jobs, desk.units)
        self.basics = BasicsSection(
            self.form,
            today=today,
            find=Finders(
                schools=school_finder(kit.jobs, desk.schools),
                people=people,
                campaigns=campaign_finder(kit.jobs, desk.campaigns, on=lambda: self._day),
                units=units,
                tasks=task_finder(kit.jobs, desk.tasks),
            ),
        )
        self._matters = MattersSection(self.form)
        now = partial(_time_of_day, desk.clock)
        self._narrative = NarrativeSection(self.form, now=now)
        self.phrases = self._narrative.phrases
        self.lessons = lesson_list(
            people, lambda: self._names, self._lesson_panel, self.lesson_print_wanted.emit, now
        )
        self.interviews = interview_list(
            self.interview_print_wanted.emit, self.issue_from_talk_wanted.emit
        )
        self.questionnaires = questionnaire_list(
            self.questionnaire_print_wanted.emit, self.answers_wanted.emit
        )
        self.merits = merit_list()
        self.issues = issue_list(today, self._issue_panel, self.progress_wanted.emit, units)
        self._advice = AdviceSection(self.form, today=today)
        self.rows = {
            "lessons": self.lessons,
            "interviews": self.interviews,
            "questionnaires": self.questionnaires,
            "merits": self.merits,
            "issues": self.issues,
        }
        self._build()
        self._walk = RecordWalk(self.form, self.rows, self._section_of)

    def _build(self) -> None:
        self.photos = PhotoPanel(self._kit, self._photo_service, name="现场照片")
        self.photos.belong_to(PhotoOwner.VISIT, self._uid)
        self.signing = SigningSection(self._kit, self._photo_service)
        self._sections: tuple[Section, ...] = (
            self.basics,
            self._matters,
            self._narrative,
            self._talk_section(),
            _section("五、亮点与经验", self.merits),
            self._issue_section(),
            self._advice,
            _section("八、照片", self.photos),
            self.signing,
        )
        self._arrange()

    def _lesson_panel(self, uid: str, place: int) -> PhotoPanel:
        name, role = f"听课{place + 1}：听课本照片", PhotoRole.LESSON_PAPER
        panel = PhotoPanel(self._kit, self._photo_service, name=name, role=role)
        panel.belong_to(PhotoOwner.LESSON, uid)
        return panel

    def _issue_panel(self, uid: str, place: int) -> PhotoPanel:
        panel = PhotoPanel(
            self._kit,
            self._photo_service,
            name=f"问题{place + 1}：照片",
            choices=(PhotoRole.BEFORE, PhotoRole.AFTER),
        )
        panel.belong_to(PhotoOwner.ISSUE, uid)
        return panel

    def _talk_section(self) -> Section:
        """Return the lessons, what is drawn and printed for them, talks and questionnaires."""
        self.draw_button = button(
            "推门抽签…", tip="Ctrl+R：从班级名单里公平地抽，名单和种子留着备查"
        )
        self.blank_lesson = button("空白听课记录表…", kind="link", tip="带去手填，印着本记录的编号")
        self.lessons.put_beside(self.draw_button, self.blank_lesson)
        self.print_whole = button(
            "连保密访谈打印…", kind="link", tip="整份记录连保密的访谈一起印，只给自己留"
        )
        self.interviews.put_beside(self.print_whole)
        self.draws = DrawLines()
        self.draws.shown.connect(self.draw_shown)
        section = _section("四、听课与访谈", self.lessons)
        for part in (self.draws, self.interviews, self.questionnaires):
            section.add(part)
        return section

    def _issue_section(self) -> Section:
        section = _section("六、存在问题", self.issues)
        self.checklists = button("检查表…", tip="Ctrl+K：按专项检查表逐项填，不达标的可以转为问题")
        self.issues.put_beside(self.checklists)
        self.forms = button("表单…", tip="Ctrl+Shift+K：按督导室发布的表单填，问题可以列入下面")
        self.issues.put_beside(self.forms)
        none = SwitchChip("未发现问题", "本次未发现问题")
        self.form.add("no_issues_found", "", none, to=section)
        return section

    def _arrange(self) -> None:
        self.parts = SectionList([section.title for section in self._sections])
        inner = ScrolledColumn()
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setWidget(inner)
        # Everything inside wraps; a bar at the bottom would only hide a line.
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(self.focusPolicy())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.parts)
        row.addWidget(self.view, 1)
        # Last: each time it gets another parent, Qt goes through all that a section holds.
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch()
        self.parts.chosen.connect(self.go_to_section)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        for rows in self.rows.values():
            rows.entered.connect(self._bring_into_view)

    # -- showing ---------------------------------------------------------------------------------

    def show_record(self, record: VisitRecord, *, busy: QWidget | None) -> None:
        """Show what is stored; ``busy`` is the input that is being typed in."""
        visit = record.visit
        self._show_extent(entry=visit.joint is Joint.ENTRY)
        self._names = {visit.lead_id: record.lead_name, **record.names}
        self.form.show(visit, busy=busy)
        self._day = record.visit.visited_on
        self.basics.offer_tasks(shown=record.has_tasks and visit.joint is not Joint.ENTRY)
        self.basics.show_day_hint(record.day_hint)
        self.basics.show_people_hint(record.warnings)
        self._show_people(record, busy=busy)
        self.lessons.show_rows(visit.lessons, busy=busy)
        self.interviews.show_rows(visit.interviews, busy=busy)
        self.questionnaires.show_rows(visit.questionnaires, busy=busy)
        self.draws.show_draws(visit.draws)
        self.print_whole.setVisible(any(talk.confidential for talk in visit.interviews))
        self.merits.show_rows(visit.merits, busy=busy)
        self.issues.show_rows(visit.issues, busy=busy)
        begun = len(visit.checklists)
        self.checklists.setText(f"检查表（{begun} 张）…" if begun else "检查表…")
        forms = len(visit.forms)
        self.forms.setText(f"表单（{forms} 张）…" if forms else "表单…")
        # What becomes of the issues of another is told on his laptop.
        counted = visit.joint is None and visit.status in COUNTED_STATUSES
        for held in self.issues.cards.values():
            if isinstance(held.body, IssueBody):
                held.body.show_standing(counted=counted)
        self._show_photos(record.photos)
        self.signing.show_record(record)
        self._advice.disposition.setText(
            f"处理意见（按最重的问题自动得出）：{DISPOSITION_LABEL[record.disposition]}"
        )
        self.show_gaps(visit, record.gaps)
        self.lock(locked=not visit.is_editable)

    def _show_extent(self, *, entry: bool) -> None:
        """Show the whole form, or of a 同行登记 what it says: where, when, who, which lessons."""
        if entry == self._is_entry:
            return
        self._is_entry = entry
        for place, section in enumerate(self._sections):
            section.setVisible(not entry or place in _OF_ENTRY)
            self.parts.show_part(place, shown=not entry or place in _OF_ENTRY)
        for name, row in self.form.rows.items():
            if self.basics.isAncestorOf(row):
                row.setVisible(not entry or name in _FIELDS_OF_ENTRY)

    def _show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show each picture with what it hangs on; signed pages have a place of their own."""
        signed = {PhotoRole.SIGNED_PAGE, PhotoRole.SIGNATURE}
        of: dict[str, list[Photo]] = {}
        # A picture keeps its place when it is said to show something else.
        for photo in sorted(photos, key=lambda each: each.ordinal):
            if photo.role not in signed:
                of.setdefault(photo.owner_uid, []).append(photo)
        self.photos.show_photos(of.get(self._uid, []))
        for uid, panel in self._panels():
            panel.show_photos(of.get(uid, []))

    def _panels(self) -> Iterator[tuple[str, PhotoPanel]]:
        for rows in (self.lessons, self.issues):
            for uid, held in rows.cards.items():
                if isinstance(held.body, (LessonBody, IssueBody)):
                    yield uid, held.body.panel

    def _show_people(self, record: VisitRecord, *, busy: QWidget | None) -> None:
        if busy is not self.basics.lead:
            self.basics.lead.show_choice(record.lead_name)
        pairs = zip(record.visit.peer_ids, record.peer_names, strict=True)
        self.basics.peers.show_choices([Choice(uid, name) for uid, name in pairs])

    def show_gaps(self, visit: Visit, gaps: tuple[Problem, ...]) -> None:
        """Mark what is prefilled and what 定稿 will ask for."""
        draft = visit.is_editable
        spots = spots_of(gaps) if draft else ()
        own = frozenset(spot.field for spot in spots if not spot.rows)
        self.form.show_marks(prefilled=visit.prefilled if draft else frozenset(), missing=own)
        for name, rows in self.rows.items():
            missing: dict[int, frozenset[str]] = {}
            for spot in spots:
                if spot.rows == name:
                    missing[spot.place] = missing.get(spot.place, frozenset()) | {spot.field}
            rows.show_missing(missing)
        self.parts.show_open(self._open_by_section(spots), draft=draft)

    def _open_by_section(self, spots: tuple[Spot, ...]) -> list[int]:
        counts = [0] * len(self._sections)
        for spot in spots:
            counts[self._section_of(spot)] += 1
        return counts

    def _section_of(self, spot: Spot) -> int:
        group = _SECTION_OF_ROWS.get(spot.rows)
        if group is not None:
            return group
        return self._section_with(self.form.rows.get(spot.field) or self._matters)

    def _section_with(self, part: QWidget) -> int:
        owner: QWidget | None = part
        while owner is not None:
            if owner in self._sections:
                return self._sections.index(owner)
            owner = owner.parentWidget()
        return 0

    def lock(self, *, locked: bool) -> None:
        """Let everything be seen but not changed."""
        self.form.lock(locked=locked)
        for rows in self.rows.values():
            rows.lock(locked=locked)
        self.draw_button.setVisible(not locked)
        self._narrative.lock(locked=locked)
        self.photos.strip.lock(locked=locked)
        for _uid, panel in self._panels():
            panel.strip.lock(locked=locked)

    def methods(self) -> MethodCounts:
        """Return the numbers of 督导方式 as the record holds them."""
        return self._matters.methods()

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        self.form.flush()
        for rows in self.rows.values():
            rows.flush()

    # -- going -----------------------------------------------------------------------------------

    def go_to(self, field: str, position: int = -1) -> None:
        """Go to a field of the record."""
        if field not in self.form.names():
            return
        target = self.form.input(field)
        target.setFocus()
        if isinstance(target, LongText) and position >= 0:
            target.put_cursor(position)
        row = self.form.rows.get(field, target)
        self.view.ensureWidgetVisible(row, 0, 60)
        # What the person goes to may stand below the part that the page begins with.
        self.parts.mark(self._section_with(row))

    def go_to_section(self, place: int) -> None:
        """Go to the first field of a part."""
        section = self._sections[place]
        if section.isHidden():
            return
        self.view.verticalScrollBar().setValue(section.y())
        self.parts.mark(place)
        for name, row in self.form.rows.items():
            if section.isAncestorOf(row):
                self.form.input(name).setFocus()
                return
        rows = {3: self.lessons, 4: self.merits, 5: self.issues}.get(place)
        if rows is not None:
            rows.add_button.setFocus()
        elif place == 7:
            self.photos.strip.choose.setFocus()
        else:
            self.signing.make.setFocus()

    def _bring_into_view(self, field: QWidget) -> None:
        """Show a field of a row, once the row that opened has its place."""
        QTimer.singleShot(0, field, lambda: self.view.ensureWidgetVisible(field, 0, 60))

    def _on_scrolled(self, top: int) -> None:
        """Mark the part that is read now."""
        middle = top + self.view.viewport().height() // 3
        shown = [place for place, part in enumerate(self._sections) if part.y() <= middle]
        self.parts.mark(shown[-1] if shown else 0)

    def next_gap(self, gaps: tuple[Problem, ...]) -> Problem:
        """Go to the next missing field after where the person is, and return it."""
        gap = self._walk.next(gaps, focus=self.focusWidget())
        self._show_gap(gap)
        return gap

    def _show_gap(self, gap: Problem) -> None:
        """Go to one field that is missing."""
        spot = spots_of((gap,))[0]
        rows = self.rows.get(spot.rows)
        if rows is not None:
            rows.open_place(spot.place, field=spot.field)
        elif spot.field in self.form.names():
            self.go_to(spot.field)
        else:
            self.go_to_section(self._section_of(spot))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange_parts()

    def arrange_parts(self) -> None:
        """Show the list of parts where there is room for it."""
        # In very large text, or beside a scan, the form itself needs the room.
        self.parts.setVisible(self.width() >= max(scaled(PARTS_FROM_WIDTH), self.parts_from))


def _time_of_day(clock: Clock) -> str:
    return local_time_text(clock.now())[:5]


def _section(title: str, content: QWidget) -> Section:
    section = Section(title)
    section.add(content)
    return section
