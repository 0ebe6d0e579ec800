"""The input of each shape of field, and how a stored value is shown in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import singledispatch
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override
from inspector_app.domain.registers.shapes import (
    CampaignName,
    Day,
    Field,
    Figure,
    FiguredText,
    Files,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    PersonIds,
    SchoolCode,
    SchoolCodes,
    Somebody,
    Statement,
    TimeOfDay,
    UnitName,
    UnitNames,
    WholeNumber,
)
from inspector_app.ui.finders import (
    campaign_finder,
    department_finder,
    person_finder,
    school_finder,
    unit_finder,
)
from inspector_app.ui.lenient import Lean
from inspector_app.ui.theme import scaled
from inspector_app.ui.widgets.chips import ChoiceChips, SwitchChip
from inspector_app.ui.widgets.counts import CountField
from inspector_app.ui.widgets.dates import DateField, TimeField
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.files import FilesField
from inspector_app.ui.widgets.open_picker import OpenPicker
from inspector_app.ui.widgets.picker import Choice, Find, PeoplePicker, Picker
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.registers.words import Names
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Kit
    from inspector_app.ui.widgets.binding import Form

_FIGURE_WIDTH: Final = 160
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Valued(Protocol):
    """An entry, or a row of one."""

    @property
    def values(self) -> Mapping[str, Any]:
        """Its stored values by the ids of the fields."""
        ...


class Tools(NamedTuple):
    """What inputs need: the day, finders, and the names of what is chosen."""

    today: Callable[[], date]
    schools: Find
    people: Find
    campaigns: Find
    units: Find
    departments: Find
    names: Callable[[], Names]


def tools_for(
    kit: Kit, desk: Desk, *, today: Callable[[], date], names: Callable[[], Names]
) -> Tools:
    """Return what inputs need on a page."""
    return Tools(
        today=today,
        schools=school_finder(kit.jobs, desk.schools),
        people=person_finder(kit.jobs, desk.people),
        campaigns=campaign_finder(kit.jobs, desk.campaigns),
        units=unit_finder(kit.jobs, desk.units),
        departments=department_finder(kit.jobs, desk.known_units),
        names=names,
    )


class OptionalPicker(Picker):
    """A picker that may be emptied again: by wiping the line and going on."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not self.composing and self._wiped():
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if not self.isReadOnly():
            self._wiped()
        super().focusOutEvent(event)

    def _wiped(self) -> bool:
        """Send out that nothing is chosen any more, where the line was wiped."""
        if self.text() or not self._title:
            return False
        self.show_choice("")
        self.picked.emit("")
        return True


def put(form: Form, field: Field, tools: Tools, *, name: str) -> FormRow:
    """Make the input of a field, join it with a form and return its line.

    Args:
        form: what the field belongs to.
        field: one that is not made of rows.
        tools: what inputs need.
        name: what the input is called for those who hear it.
    """
    widget = make_input(field.shape, name, tools)
    show = shower(field.shape, widget, tools)

    def show_record(record: object) -> None:
        show(values_of(record)[field.id])

    return form.add(field.id, field.label, widget, show=show_record, hint=field.hint)


def values_of(record: object) -> Mapping[str, Any]:
    """Return the stored values of an entry or a row."""
    values: Mapping[str, Any] = getattr(record, "values")  # noqa: B009 - a form knows no types
    return values


@singledispatch
def make_input(shape: object, name: str, _tools: Tools) -> QWidget:
    """Return the input of a shape."""
    msg = f"nobody makes an input of {type(shape).__name__} for {name}"
    raise TypeError(msg)


@make_input.register
def _(shape: Line, name: str, _tools: Tools) -> QWidget:
    made = LineField(name)
    made.setMaxLength(shape.limit)
    return made


@make_input.register
def _(shape: Paragraphs, name: str, _tools: Tools) -> QWidget:
    return LongText(name, lines=shape.lines, limit=shape.limit)


@make_input.register
def _(shape: FiguredText, name: str, _tools: Tools) -> QWidget:
    from inspector_app.ui.widgets.figured import FiguredField

    return FiguredField(name, lines=shape.lines, limit=shape.limit)


@make_input.register
def _(shape: Day, name: str, tools: Tools) -> QWidget:
    return DateField(name, tools.today, lean=Lean.FUTURE if shape.ahead else Lean.PAST)


@make_input.register
def _(_shape: TimeOfDay, name: str, _tools: Tools) -> QWidget:
    return TimeField(name)


@make_input.register
def _(_shape: WholeNumber, name: str, _tools: Tools) -> QWidget:
    return CountField(name)


@make_input.register
def _(_shape: Figure, name: str, _tools: Tools) -> QWidget:
    made = LineField(name)
    made.setMaximumWidth(scaled(_FIGURE_WIDTH))
    return made


@make_input.register
def _(shape: UnitName, name: str, tools: Tools) -> QWidget:
    made = OpenPicker(name, tools.departments, hint="按 ↓ 选部门")
    made.setMaxLength(shape.limit)
    return made


@make_input.register
def _(shape: OneOf, name: str, _tools: Tools) -> QWidget:
    return ChoiceChips(name, list(shape.words.items()))


@make_input.register
def _(_shape: SchoolCode, name: str, tools: Tools) -> QWidget:
    return OptionalPicker(name, tools.schools, hint="校名、简称或拼音首字母")


@make_input.register
def _(_shape: SchoolCodes, name: str, tools: Tools) -> QWidget:
    return PeoplePicker(name, tools.schools, hint="校名、简称或拼音首字母，可选多所")


@make_input.register
def _(shape: CampaignName, name: str, tools: Tools) -> QWidget:
    made = OpenPicker(name, tools.campaigns, hint="按 ↓ 选登记过的专项")
    made.setMaxLength(shape.limit)
    return made


@make_input.register
def _(shape: UnitNames, name: str, tools: Tools) -> QWidget:
    made = OpenPicker(name, tools.units, hint="按 ↓ 选成员单位，几个用、隔开", several=True)
    made.setMaxLength(shape.limit)
    return made


@make_input.register
def _(shape: Somebody, name: str, tools: Tools) -> QWidget:
    made = OpenPicker(name, tools.people, hint="姓名；按 ↓ 选名册里的督学")
    made.setMaxLength(shape.limit)
    return made


@make_input.register
def _(_shape: PersonId, name: str, tools: Tools) -> QWidget:
    return OptionalPicker(name, tools.people, hint="姓名或督学编号")


@make_input.register
def _(_shape: PersonIds, name: str, tools: Tools) -> QWidget:
    return PeoplePicker(name, tools.people, hint="姓名或督学编号，可选多人")


@make_input.register
def _(_shape: Files, name: str, _tools: Tools) -> QWidget:
    return FilesField(name)


@make_input.register
def _(shape: Statement, name: str, _tools: Tools) -> QWidget:
    return SwitchChip(name, shape.text)


Show = Callable[[Any], None]


def shower(shape: object, widget: QWidget, tools: Tools) -> Show:
    """Return what shows a stored value in the input that ``make_input`` made."""
    if isinstance(widget, PeoplePicker):
        return lambda value: widget.show_choices(
            [Choice(code, _name(shape, code, tools.names())) for code in value]
        )
    if isinstance(widget, OpenPicker):
        return lambda value: widget.show_value(_shown(shape, value, tools.names()))
    if isinstance(widget, Picker):
        return lambda value: widget.show_choice(_name(shape, value, tools.names()))
    if isinstance(widget, DateField):
        return lambda value: widget.show_value(date.fromisoformat(value) if value else None)
    shown: Show = getattr(widget, "show_value")  # noqa: B009 - each of the others has one
    return shown


def _shown(shape: object, value: str, names: Names) -> str:
    return names.people.get(value, value) if isinstance(shape, Somebody) else value


def _name(shape: object, code: str, names: Names) -> str:
    known = names.schools if isinstance(shape, SchoolCode | SchoolCodes) else names.people
    return known.get(code, code)
