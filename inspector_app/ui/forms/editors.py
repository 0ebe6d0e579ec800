"""What a question is answered with, by its kind and its appearance."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal

from inspector_app.base.override import override
from inspector_app.services.form_layout import takes_pictures, words_of
from inspector_app.services.form_words import CONFIRMED
from inspector_app.ui.finders import option_finder
from inspector_app.ui.forms import typed
from inspector_app.ui.forms.choices import ChoiceRow
from inspector_app.ui.forms.editor import Editor, joined
from inspector_app.ui.forms.ranking import RankList
from inspector_app.ui.forms.scale import RangeBar
from inspector_app.ui.lenient import Lean
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.picker import Choice as Line
from inspector_app.ui.widgets.picker import PeoplePicker, Picker

if TYPE_CHECKING:
    from inspector_app.ui.forms.scene import Scene
    from inspector_app.xform import Choice, Element

_NUMBERS: Final = frozenset({"int", "integer", "long", "decimal", "double", "float"})
_MANY: Final = 12
_VERY_MANY: Final = 40
_CLOSED: Final = frozenset({"minimal", "autocomplete", "search", "quick"})
_COLUMNS: Final = re.compile(r"columns-(\d{1,2})")
_USUAL_COLUMNS: Final = 3
# What the standard stores for it.
_OK: Final = "OK"


class Asked(NamedTuple):
    """A question as an editor is made for it.

    Attributes:
        name: what it is called.
        words: those of its appearance.
    """

    scene: Scene
    element: Element
    path: str
    name: str
    words: frozenset[str]
    choices: Sequence[Choice]


def editor_for(scene: Scene, element: Element, path: str, choices: Sequence[Choice]) -> Editor:
    """Return what a question is answered with."""
    name = scene.filling.session.label(path) or element.name
    make = _BY_CONTROL.get(element.control, _typed)
    return make(Asked(scene, element, path, name, words_of(element), choices))


def _trigger(asked: Asked) -> Editor:
    return _chips(ChoiceRow(asked.name, ((_OK, CONFIRMED),)))


def _rank(asked: Asked) -> Editor:
    return _giving(RankList(asked.name, [(each.value, each.label) for each in asked.choices]))


def _range(asked: Asked) -> Editor:
    stars = "rating" in asked.words
    return _giving(RangeBar(asked.name, asked.element.parameters, stars=stars))


def _upload(asked: Asked) -> Editor:
    from inspector_app.ui.forms.pictures import picture_editor

    if takes_pictures(asked.element):
        return picture_editor(asked.scene, asked.name, asked.path, asked.words)
    words = label("表单里只能放图片；这个文件请存在记录的资料里。", kind="soft")
    return Editor(words, lambda _value: None)


def _giving(widget: RankList | RangeBar) -> Editor:
    editor = joined(Editor(widget, widget.show_value), widget)
    widget.given.connect(editor.given)
    return editor


def _typed(asked: Asked) -> Editor:
    name, words, kind = asked.name, asked.words, asked.element.data_type
    if kind in {"date", "dateTime", "time"}:
        return _moment(asked)
    if kind in _NUMBERS or "numbers" in words:
        return typed.number(name, grouped="thousands-sep" in words)
    return typed.paragraphs(name) if "multiline" in words else typed.line(name)


def _moment(asked: Asked) -> Editor:
    name, words, today = asked.name, asked.words, asked.scene.today
    if asked.element.data_type == "time":
        return typed.time_of_day(name)
    if asked.element.data_type == "dateTime":
        return typed.moment(name, today)
    if words & {"month-year", "year"}:
        return typed.period(name, months="month-year" in words)
    due = asked.scene.filling.known.own.get(asked.element.name, {}).get("台账") == "期限"
    return typed.day(name, today, lean=Lean.FUTURE if due else Lean.PAST)


# -- choices ---------------------------------------------------------------------------------------


def _selected(asked: Asked) -> Editor:
    name, words, choices = asked.name, asked.words, asked.choices
    several = asked.element.control == "select"
    found = ((each.value, asked.scene.picture(each.image)) for each in choices if each.image)
    pictures = {code: picture for code, picture in found if picture is not None}
    many = len(choices) > (_VERY_MANY if several else _MANY) or words & _CLOSED
    # Pictures are to be seen before one chooses.
    if many and not pictures:
        return _some_of_many(name, choices) if several else _one_of_many(name, choices)
    options = [(choice.value, choice.label) for choice in choices]
    columns = _columns(words, len(choices))
    return _chips(ChoiceRow(name, options, several=several, columns=columns, pictures=pictures))


def _columns(words: frozenset[str], many: int) -> int:
    """Return on how many columns the choices stand, 0 for as many as fit."""
    if "likert" in words:
        return many
    found = (_COLUMNS.fullmatch(word) for word in sorted(words))
    told = next((int(match.group(1)) for match in found if match), 0)
    return told or (_USUAL_COLUMNS if "columns" in words else 0)


def _chips(chips: ChoiceRow) -> Editor:
    editor = Editor(chips, chips.show_value)
    chips.chosen.connect(lambda codes: editor.given.emit(" ".join(codes)))
    return editor


def _some_of_many(name: str, choices: Sequence[Choice]) -> Editor:
    lines = {choice.value: Line(choice.value, choice.label) for choice in choices}
    picker = PeoplePicker(name, option_finder(list(lines.values())), hint="写几个字或首字母")

    def show(value: str) -> None:
        wanted = value.split()
        if wanted != [each.value for each in picker.choices]:
            picker.show_choices([lines.get(code, Line(code, code)) for code in wanted])
            editor.grew.emit()

    editor = joined(Editor(picker, show), picker.line)
    picker.changed.connect(lambda codes: editor.given.emit(" ".join(codes)))
    picker.changed.connect(lambda _: editor.grew.emit())
    return editor


def _one_of_many(name: str, choices: Sequence[Choice]) -> Editor:
    labels = {choice.value: choice.label for choice in choices}
    picker = _OneOfMany(name, [Line(value, text) for value, text in labels.items()])
    picker.show_choice("")

    def show(value: str) -> None:
        # Half a name that is being looked for stays.
        if not picker.list_is_open:
            picker.show_choice(labels.get(value, value))

    editor = joined(Editor(picker, show), picker)
    picker.picked.connect(editor.given)
    picker.emptied.connect(lambda: editor.given.emit(""))
    return editor


class _OneOfMany(Picker):
    """A picker that can be emptied again.

    Signals:
        emptied(): what was chosen is taken out.
    """

    emptied = Signal()

    def __init__(self, name: str, lines: Sequence[Line]) -> None:
        super().__init__(name, option_finder(lines), hint="写几个字或首字母")

    @override
    def flush(self) -> None:
        if not self.text() and self._title and not self.isReadOnly():
            self._title = ""
            self.emptied.emit()


_BY_CONTROL: Final[dict[str, Callable[[Asked], Editor]]] = {
    "trigger": _trigger,
    "select": _selected,
    "select1": _selected,
    "rank": _rank,
    "range": _range,
    "upload": _upload,
}
