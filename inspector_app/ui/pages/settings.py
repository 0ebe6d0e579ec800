"""设置: who works here, 我的常用, and how the window looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.labels.visits import (
    ANNOUNCEMENT_LABEL,
    METHOD_LABEL,
    SESSION_LABEL,
    VISIT_TYPE_LABEL,
)
from inspector_app.services.context import Role
from inspector_app.services.own_fonts import ROLE_NAMES
from inspector_app.ui.dialogs import ask
from inspector_app.ui.finders import person_finder
from inspector_app.ui.navigator import OpenCalendar, OpenImport
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.share_section import ShareSection
from inspector_app.ui.theme import SCALES, Mode, button, label
from inspector_app.ui.widgets.channel_rows import ChannelRows
from inspector_app.ui.widgets.chips import ChoiceChips, MultiChips, SwitchChip
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.font_rows import FontRows
from inspector_app.ui.widgets.picker import Picker
from inspector_app.ui.widgets.report_line_rows import ReportLineRows
from inspector_app.ui.widgets.rows import FormRow, Section
from inspector_app.ui.widgets.scrolled import ScrolledColumn

if TYPE_CHECKING:
    from inspector_app.domain.plates import ReportChannels
    from inspector_app.domain.report_lines import ReportLines
    from inspector_app.services.own_fonts import OwnFont
    from inspector_app.services.settings import Preferences
    from inspector_app.ui.desk import Desk

    _Found = tuple[Preferences, dict[str, str], int, str, dict[str, OwnFont], ReportChannels,
                   ReportLines]  # fmt: skip

SCALE_KEY: Final = "scale"
MODE_KEY: Final = "mode"
_MODES: Final = ((Mode.LIGHT.value, "浅色"), (Mode.DARK.value, "深色"))


class SettingsPage(Page):
    """Everything is saved when it is chosen."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        load = button("导入名册和以往记录…")
        load.clicked.connect(lambda: kit.navigator.open(OpenImport()))
        school_year = button("校历…", tip="学期、放假和上班的日子、各月上课日")
        school_year.clicked.connect(lambda: kit.navigator.open(OpenCalendar()))
        self.box.addLayout(header("设置", school_year, load))
        self.box.addWidget(self.notice)
        inner = ScrolledColumn()
        column = QVBoxLayout(inner)
        column.addWidget(self._identity())
        self.share = ShareSection(self, desk)
        column.addWidget(self.share)
        column.addWidget(self._preferences())
        self.channels = ChannelRows()
        self.channels.changed.connect(self._save_channels)
        column.addWidget(self.channels)
        self.report_lines = ReportLineRows()
        self.report_lines.changed.connect(self._save_report_lines)
        column.addWidget(self.report_lines)
        column.addWidget(self._looks())
        column.addWidget(self._fonts())
        column.addStretch()
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)

    def _identity(self) -> Section:
        section = Section("本机")
        self.district = LineField("区划代码", hint="六位数字")
        self.who = Picker(
            "本机是哪位督学", person_finder(self.kit.jobs, self._desk.people), hint="姓名或督学编号"
        )
        self.role = ChoiceChips(
            "本机的用途", ((Role.LAPTOP, "督学的电脑"), (Role.OFFICE, "督导室的电脑"))
        )
        section.add(FormRow("用途", self.role))
        section.add(FormRow("区划代码", self.district))
        section.add(FormRow("本机督学", self.who, hint="选自己；找不到时先导入名册"))
        self.role.chosen.connect(lambda _role: self._save_identity())
        # Half a code is no code: it is saved when the field is left.
        self.district.left.connect(self._on_district_left)
        self.who.picked.connect(self._save_identity)
        return section

    def _preferences(self) -> Section:
        section = Section("我的常用（新记录带出这些，显示为“预填”）")
        self.type = ChoiceChips("常用督导类型", list(VISIT_TYPE_LABEL.items()))
        self.notice_kind = ChoiceChips("常用是否事先通知", list(ANNOUNCEMENT_LABEL.items()))
        self.session = ChoiceChips("常用时段", list(SESSION_LABEL.items()))
        self.showed = SwitchChip("出示督学证", "已出示督学证")
        self.methods = MultiChips("常用督导方式", list(METHOD_LABEL.items()))
        for title, field in (
            ("督导类型", self.type),
            ("事先通知", self.notice_kind),
            ("时段", self.session),
            ("督学证", self.showed),
            ("督导方式", self.methods),
        ):
            section.add(FormRow(title, field))
            field.chosen.connect(lambda _value: self._save_preferences())
        return section

    def _looks(self) -> Section:
        section = Section("显示")
        self.scale = Combo("文字大小")
        self.scale.addItems([f"{scale}%" for scale in SCALES])
        self.mode = ChoiceChips("配色", _MODES)
        section.add(FormRow("文字大小", self.scale))
        section.add(FormRow("配色", self.mode))
        section.add(label("文字大小和配色在下次打开窗口时生效。", kind="small"))
        self.scale.activated.connect(lambda place: self._put(SCALE_KEY, SCALES[place]))
        self.mode.chosen.connect(lambda mode: self._put(MODE_KEY, mode))
        return section

    def _fonts(self) -> FontRows:
        self.fonts = FontRows()
        self.fonts.wanted.connect(self._choose_font)
        self.fonts.unwanted.connect(self._switch_font_off)
        return self.fonts

    def _choose_font(self, role: str) -> None:
        path = ask.open_file(self, f"选{ROLE_NAMES[role]}的字体文件", "TrueType 字体 (*.ttf)")
        if path is not None:
            self.write(
                lambda: self._desk.own_fonts.choose(role, path),
                lambda _changes: self.kit.events.said.emit("已换字体，从下一份打印件起用。"),
            )

    def _switch_font_off(self, role: str) -> None:
        self.write(
            lambda: self._desk.own_fonts.switch_off(role),
            lambda _changes: self.kit.events.said.emit("已改回程序自带的字体。"),
        )

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.settings or changes.inspectors

    @override
    def refresh(self) -> None:
        self.read(self._read_all, self._show)
        self.share.refresh()

    def _read_all(self) -> _Found:
        settings = self._desk.settings
        names = {person.id: person.name for person in self._desk.people.inspectors()}
        scale = int(settings.get(SCALE_KEY, 100))
        mode = str(settings.get(MODE_KEY, ""))
        return (
            settings.preferences(), names, scale, mode, self._desk.own_fonts.chosen(),
            self._desk.plates.channels(),
            self._desk.report_lines.get(),
        )  # fmt: skip

    def _show(self, found: _Found) -> None:
        preferences, names, scale, mode, fonts, channels, lines = found
        self.channels.show_lines(channels)
        self.report_lines.show_lines(lines)
        self.fonts.show_fonts(fonts)
        identity = self._desk.settings.identity()
        self.role.show_value(identity.role)
        self.district.show_value(identity.district)
        self.who.show_choice(names.get(identity.inspector_id, identity.inspector_id))
        self.type.show_value(preferences.type)
        self.notice_kind.show_value(preferences.announcement)
        self.session.show_value(preferences.session)
        self.showed.show_value(preferences.showed_id)
        self.methods.show_value(preferences.methods)
        self.scale.setCurrentIndex(SCALES.index(scale) if scale in SCALES else 0)
        self.mode.show_value(mode)

    def _on_district_left(self) -> None:
        if self.district.text().strip() != self._desk.settings.identity().district:
            self._save_identity()

    def _save_identity(self, inspector_id: str = "") -> None:
        identity = self._desk.settings.identity()
        district = self.district.text().strip()
        role = self.role.value()
        self.write(
            lambda: self._desk.settings.set_identity(
                role=role if isinstance(role, Role) else identity.role,
                district=district,
                inspector_id=inspector_id or identity.inspector_id,
            ),
            self._identity_saved,
        )

    def _identity_saved(self, _changes: Changes) -> None:
        self.notice.hide()
        self.kit.events.said.emit("已保存设置。")

    def _save_preferences(self) -> None:
        from inspector_app.domain.visit_options import Announcement, Session, VisitType
        from inspector_app.services.settings import Preferences

        kind, notice, session = self.type.value(), self.notice_kind.value(), self.session.value()
        preferences = Preferences(
            type=kind if isinstance(kind, VisitType) else None,
            announcement=notice if isinstance(notice, Announcement) else None,
            session=session if isinstance(session, Session) else None,
            showed_id=self.showed.value() is not None,
            methods=tuple(str(name) for name in self.methods.values()),
        )
        self.write(
            lambda: self._desk.settings.set_preferences(preferences),
            lambda _changes: self.kit.events.said.emit("已保存我的常用。"),
        )

    def _save_channels(self, channels: ReportChannels) -> None:
        self.write(
            lambda: self._desk.plates.set_channels(channels),
            lambda _changes: self.kit.events.said.emit("已保存举报渠道，从下一张公示牌起印上。"),
        )

    def _save_report_lines(self, lines: ReportLines) -> None:
        self.write(
            lambda: self._desk.report_lines.set(lines),
            lambda _changes: self.kit.events.said.emit("已保存报表落款，从下一份填的表起填上。"),
        )

    def _put(self, key: str, value: object) -> None:
        self.write(
            lambda: self._desk.settings.put(key, value),
            lambda _nothing: self.kit.events.said.emit("已保存，下次打开窗口时生效。"),
        )
